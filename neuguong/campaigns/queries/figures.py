"""Values of indicators: recorded, declared, and rates with what they are a share of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Question, Rate
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries.counting import Job, counted, totals
from neuguong.campaigns.queries.declared import declarations
from neuguong.core.errors import Refusal

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its origin; a rate is None where there is nothing to be a share of."""

    indicator: str
    label: str
    unit: str
    value: Number
    recorded: Number
    declared: Number
    organisation: str
    period: str
    numerator: int | None = None
    denominator: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object that the contract lays down; a rate adds numerator and denominator."""
        names = ["indicator", "label", "unit", "value", "recorded", "declared", "organisation", "period"]
        if self.numerator is not None:
            names += ["numerator", "denominator"]
        return {name: getattr(self, name) for name in names}


def indicator(code: str) -> Indicator | Rate:
    """Return the declaration of an indicator; raises Refusal where the code is unknown."""
    found = REGISTRY.by_code.get(code)
    if found is None:
        raise Refusal(
            _("Không có chỉ tiêu «%(code)s». Xem danh sách bằng «neuguong figures».") % {"code": code}, code="indicator"
        )
    return found


def figures(question: Question, codes: Iterable[str] | None = None) -> list[Figure]:
    """Return the figures of `codes` (all that are offered, when None), in their order."""
    return figures_over(question, [question.period], codes)[0]


def figures_over(
    question: Question, periods: Sequence[Period], codes: Iterable[str] | None = None
) -> list[list[Figure]]:
    """Return the figures for each of `periods`, in as few statements as for one."""
    wanted = [indicator(code) for code in (codes if codes is not None else REGISTRY.listed())]
    needed = counted([item.code for item in wanted])
    questions = [question.over(period) for period in periods]
    recorded = totals([Job(own, needed) for own in questions])
    declared = declarations(questions, [*needed, *wanted])
    place = question.within or question.organisation
    return [
        [make(item, *of_one, place.code) for item in wanted]
        for of_one in (
            (own, counts, {code: said.total(code) for code in said.counts}, said.shares_of(place.pk))
            for own, counts, said in zip(questions, recorded, declared, strict=True)
        )
    ]


def make(
    item: Indicator | Rate,
    question: Question,
    recorded: dict[str, int],
    declared: dict[str, int],
    rates: dict[str, Decimal],
    organisation: str,
) -> Figure:
    """Put a figure together from the counts of one organisation."""
    if isinstance(item, Rate):
        return _rate(item, question, recorded, rates, organisation)
    own, added = recorded.get(item.code, 0), declared.get(item.code, 0)
    return Figure(
        item.code,
        str(item.label),
        str(item.unit),
        own + added,
        own,
        added,
        organisation,
        question.period.code,
    )


def _rate(
    item: Rate, question: Question, recorded: dict[str, int], rates: dict[str, Decimal], organisation: str
) -> Figure:
    numerator, denominator = recorded.get(item.numerator, 0), recorded.get(item.denominator, 0)
    share = percent(numerator, denominator)
    declared = float(rates[item.code]) if share is None and item.code in rates else 0
    return Figure(
        item.code,
        str(item.label),
        str(item.unit),
        share if share is not None else (declared or None),
        share,
        declared,
        organisation,
        question.period.code,
        numerator,
        denominator,
    )


def percent(numerator: int, denominator: int) -> float | None:
    """Return the share in per cent, rounded half up to one decimal; None of nothing."""
    if denominator == 0:
        return None
    share = Decimal(100 * numerator) / Decimal(denominator)
    return float(share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
