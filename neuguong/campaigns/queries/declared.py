"""Declared figures: they count only where there are no records, and never twice.

A declared value is for the whole subtree of its organisation, unless an organisation below declared
for the same time itself. Of periods inside one another the widest is taken.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from neuguong.campaigns import periods
from neuguong.campaigns.indicators import Indicator, Question
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries.counting import tallies


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared value with the place of its organisation."""

    pk: int
    code: str
    period: str
    path: str
    organisation_id: int
    value: Decimal

    def covers(self, other: "Declared") -> bool:
        """Tell whether `other` was declared below, for a time within this one's."""
        below = other.path != self.path and other.path.startswith(self.path)
        return below and periods.parse(self.period).holds(periods.parse(other.period))


def counting(question: Question, indicators: Iterable[Indicator]) -> dict[str, list[Declared]]:
    """Return the declared values that count, by indicator."""
    wanted = {indicator.code: indicator for indicator in indicators}
    stored = _stored(question, wanted)
    if not stored:
        return {}
    chosen = [value for values in _grouped(stored).values() for value in _outermost(values)]
    recorded = _recorded(question, chosen, wanted)
    found: dict[str, list[Declared]] = defaultdict(list)
    for value in chosen:
        if not recorded[value.period].get(value.code, {}).get(value.organisation_id, 0):
            found[value.code].append(value)
    return found


def _stored(question: Question, wanted: dict[str, Indicator]) -> list[Declared]:
    scope, period = question.scope, question.period
    rows = (
        DeclaredValue.objects.filter(indicator__in=wanted, start__gte=period.start, end__lte=period.end)
        .filter(scope.records("organisation", "end"))
        .annotate(path_=scope.path("organisation", "end"))
        .order_by("pk")
        .values_list("pk", "indicator", "period", "path_", "organisation_id", F("value"))
    )
    asked = question.organisation.pk
    found = [Declared(*row) for row in rows]
    return [value for value in found if not wanted[value.code].own_only or value.organisation_id == asked]


def _grouped(values: list[Declared]) -> dict[str, list[Declared]]:
    grouped: dict[str, list[Declared]] = defaultdict(list)
    for value in values:
        grouped[value.code].append(value)
    return grouped


def _outermost(values: list[Declared]) -> list[Declared]:
    """Drop what lies inside a wider period of the same organisation, then what was declared below."""
    widest = [value for value in values if not any(_inside(value, other) for other in values)]
    return [value for value in widest if not any(value.covers(other) for other in values)]


def _inside(value: Declared, other: Declared) -> bool:
    if value.pk == other.pk or value.organisation_id != other.organisation_id:
        return False
    mine, theirs = periods.parse(value.period), periods.parse(other.period)
    # Two spellings of one span ("2023" and "2023..2023") hold each other: the first stays.
    return theirs.holds(mine) and (not mine.holds(theirs) or other.pk < value.pk)


def _recorded(
    question: Question, values: list[Declared], wanted: dict[str, Indicator]
) -> dict[str, dict[str, dict[int, int]]]:
    """Return period -> code -> organisation id -> recorded value of its subtree."""
    codes: dict[str, set[str]] = defaultdict(set)
    for value in values:
        codes[value.period].add(value.code)
    return {
        period: tallies(
            Question(question.organisation, periods.parse(period), question.structure, question.within),
            [wanted[code] for code in sorted(names)],
        )
        for period, names in codes.items()
    }
