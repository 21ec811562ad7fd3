"""What the pages of figures show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from neuguong.campaigns.indicators import Line, Question
from neuguong.campaigns.periods import Period, step
from neuguong.campaigns.queries import Figure, by_organisation, figures, figures_over
from neuguong.organisations.models import Organisation
from neuguong.reporting.models import Review

# Where a record's own page is: model label -> name of the address.
PAGES = {
    "directives.directive": "directives:detail",
    "directives.task": "directives:task",
    "activities.session": "activities:detail",
    "activities.issue": "activities:issue",
    "commitments.commitment": "commitments:detail",
    "initiatives.initiative": "initiatives:detail",
    "initiatives.exemplar": "initiatives:exemplar",
    "commendations.award": "commendations:detail",
    "commendations.nomination": "commendations:nomination",
    "classification.classification": "classification:detail",
    "organisations.organisation": "portal:organisation",
    "organisations.person": "portal:person",
    "reporting.return": "reporting:return",
    "campaigns.declaredvalue": "reporting:return_list",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside that of the period before."""

    figure: Figure
    before: Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """An organisation's part in a figure; `share` is the length of its bar in per cent of the longest."""

    organisation: Organisation
    figure: Figure
    share: int


def compared(question: Question, earlier: Period | None = None) -> list[Compared]:
    """Return all offered figures, each with that of the period before; a few statements for all."""
    before = earlier or step(question.period, -1)
    now, then = figures_over(question, [question.period, before])
    return [Compared(figure, other) for figure, other in zip(now, then, strict=True)]


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure with its parts: those of the organisations just below, and all organisations it speaks of."""

    figure: Figure
    bars: list[Bar]
    places: dict[str, Organisation]


def opened(question: Question, code: str) -> Opened:
    """Return a figure with the parts of the organisations just below: the largest first, of a rate the lowest."""
    rows = {place: own for place, (own,) in by_organisation(question, [code]).items()}
    asked = question.within or question.organisation
    figure = rows[asked] if asked in rows else figures(question, [code])[0]
    below = {place: own for place, own in rows.items() if place.parent_id == asked.pk}
    return Opened(figure, _bars(below), {place.code: place for place in rows})


def _bars(below: dict[Organisation, Figure]) -> list[Bar]:
    lowest_first = any(own.denominator is not None for own in below.values())
    parts = [(place, own) for place, own in below.items() if own.value or (lowest_first and own.denominator)]
    parts.sort(key=lambda part: (float(part[1].value or 0) * (1 if lowest_first else -1), part[0].sort_key))
    longest = max((float(own.value or 0) for _place, own in parts), default=1) or 1
    return [Bar(place, own, max(2, round(100 * float(own.value or 0) / longest))) for place, own in parts]


def placed(lines: Iterable[Line], known: dict[str, Organisation]) -> dict[str, Organisation]:
    """Return the organisations of some lines by code; those that are `known` already are not read again."""
    missing = {line.organisation for line in lines} - known.keys()
    if not missing:
        return known
    return known | {place.code: place for place in Organisation.objects.filter(code__in=missing)}


def since_frozen(figure: Figure, place: Organisation, period: Period, structure: str) -> int | float | None:
    """Return by how much a figure differs from the frozen review's; None where there is none, or no such figure."""
    frozen = Review.objects.filter(
        organisation=place, period=period.code, structure=structure, frozen_at__isnull=False
    ).first()
    said = {one["indicator"]: one.get("value") for one in frozen.snapshot["figures"]} if frozen else {}
    stated = said.get(figure.indicator)
    if stated is None or figure.value is None:
        return None
    difference = figure.value - stated
    return round(difference, 1) if isinstance(difference, float) else difference


def review_of(organisation: Organisation, period: Period, structure: str) -> Review | None:
    """Return the review of a place and period, if it was begun."""
    rows: QuerySet[Review] = Review.objects.filter(
        organisation=organisation, period=period.code, structure=structure
    ).select_related("organisation__parent")
    return rows.first()


def changes_since(stored: list[dict[str, Any]], question: Question) -> list[tuple[Figure, Any]]:
    """Return the figures that are not what they were, each with what was stated."""
    (now,) = figures_over(question, [question.period])
    said = {figure["indicator"]: figure.get("value") for figure in stored}
    return [(figure, said.get(figure.indicator)) for figure in now if said.get(figure.indicator) != figure.value]
