"""Computing the figures of a review's JSON anew, and naming each that differs."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from neuguong.campaigns.indicators import REGISTRY, Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import by_organisation, figures
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible, Refusal
from neuguong.organisations.queries import Structure
from neuguong.organisations.rules import get_visible
from neuguong.reporting.exporting import digest

_COMPARED = ("value", "recorded", "declared", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what the file states; `what` names the part that differs."""

    indicator: str
    organisation: str
    period: str
    what: str
    stated: Any
    found: Any

    def as_json(self) -> dict[str, Any]:
        """Return the difference as plain data."""
        return asdict(self)


def verify(content: Any, *, actor: Actor) -> list[Difference]:
    """Return what differs from the records of now; raises Refusal where the file is not a review's."""
    question, stated = _question(content, actor)
    found = _found(question, stated)
    differences = [
        Difference(figure["indicator"], figure["organisation"], figure["period"], part, figure.get(part), now.get(part))
        for figure in stated
        for now in [found.get((figure["organisation"], figure["indicator"]), {})]
        for part in _COMPARED
        if figure.get(part) != now.get(part)
    ]
    if content.get("hash") != digest(content, stated):
        whole = (content["organisation"], content["period"])
        differences.append(Difference("", *whole, "hash", content.get("hash"), digest(content, stated)))
    return differences


def _question(content: Any, actor: Actor) -> tuple[Question, list[dict[str, Any]]]:
    if not isinstance(content, Mapping) or not isinstance(content.get("figures"), list):
        raise Refusal("Tệp không phải số liệu của báo cáo sơ kết: cần các mục organisation, period, figures.")
    stated = content["figures"]
    needed = {"indicator", "organisation", "period", "value"}
    if not all(isinstance(figure, Mapping) and needed <= figure.keys() for figure in stated):
        raise Refusal("Mỗi số liệu trong tệp phải có indicator, organisation, period, value.")
    unknown = sorted({str(figure["indicator"]) for figure in stated} - REGISTRY.by_code.keys())
    if unknown:
        raise Refusal(f"Tệp có chỉ tiêu không tồn tại: {', '.join(unknown)}.")
    try:
        organisation = get_visible(actor, str(content.get("organisation")))
        structure = Structure(content.get("structure", "then"))
    except (NotVisible, ValueError) as error:
        raise Refusal("Tệp nêu tổ chức hoặc cơ cấu không có ở đây.") from error
    return Question(organisation, parse(str(content.get("period"))), structure), [dict(figure) for figure in stated]


def _found(question: Question, stated: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the figures of now by organisation and indicator."""
    top = question.organisation.code
    own = {figure["indicator"] for figure in stated if figure["organisation"] == top}
    others = {figure["indicator"] for figure in stated if figure["organisation"] != top}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    if others:
        for row in by_organisation(question, sorted(others)).values():
            found |= {(figure.organisation, figure.indicator): figure.as_json() for figure in row}
    if own:
        found |= {(top, figure.indicator): figure.as_json() for figure in figures(question, sorted(own))}
    return found
