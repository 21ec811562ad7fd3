"""Declared figures: they count only where there are no records, and never twice.

A declared value is for the whole subtree of its organisation, unless an organisation below declared
for some of that time itself. Of the periods of one organisation that overlap, the widest is taken.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q

from neuguong.campaigns import periods
from neuguong.campaigns.indicators import Indicator, Question, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries.counting import Job, Tallies, tallies
from neuguong.organisations.queries import Everywhere


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared value with the place of its organisation."""

    pk: int
    code: str
    period: str
    start: dt.date
    end: dt.date
    path: str
    organisation_id: int
    value: Decimal

    def meets(self, other: "Declared") -> bool:
        """Tell whether both speak of some day."""
        return self.start <= other.end and other.start <= self.end

    def covers(self, other: "Declared") -> bool:
        """Tell whether `other` was declared below, for some of the same time."""
        return other.path != self.path and other.path.startswith(self.path) and self.meets(other)


@dataclass(slots=True)
class Declarations:
    """What counts for one question: values by code, and shares by code and organisation."""

    counts: dict[str, list[Declared]] = field(default_factory=lambda: defaultdict(list))
    shares: dict[tuple[str, int], Declared] = field(default_factory=dict)

    def total(self, code: str) -> int:
        """Return the sum of the values of a count."""
        return sum(int(value.value) for value in self.counts.get(code, ()))

    def shares_of(self, organisation_id: int) -> dict[str, Decimal]:
        """Return the shares that an organisation declared for just this period."""
        return {code: value.value for (code, place), value in self.shares.items() if place == organisation_id}


def declarations(questions: Sequence[Question], items: Iterable[Indicator | Rate]) -> list[Declarations]:
    """Return for each of `questions`, which differ in their period only, what counts of `items`."""
    wanted = {item.code: item for item in items}
    key = ("declared", *sorted(wanted))
    if any(key not in question.kept for question in questions):
        stored = _stored(questions, wanted)
        counts = [value for value in stored if isinstance(wanted[value.code], Indicator)]
        recorded = _recorded(questions[0], counts, wanted)
        for question in questions:
            question.kept[key] = _counting(question, stored, wanted, recorded)
    return [question.kept[key] for question in questions]


def _stored(questions: Sequence[Question], wanted: dict[str, Indicator | Rate]) -> list[Declared]:
    """Load everything declared inside the periods, in one statement."""
    first, spans, places = questions[0], Q(), Q()
    for question in questions:
        spans |= Q(start__gte=question.period.start, end__lte=question.period.end)
    for scope in first.scopes:
        places &= scope.records("organisation", "end")
    rows = (
        DeclaredValue.objects.filter(spans, places, indicator__in=wanted)
        .annotate(path_=first.whole.path("organisation", "end"))
        .order_by("start", "pk")
        .values_list("pk", "indicator", "period", "start", "end", "path_", "organisation_id", F("value"))
    )
    return [Declared(*row) for row in rows]


def _recorded(
    question: Question, values: list[Declared], wanted: dict[str, Indicator | Rate]
) -> dict[tuple[dt.date, dt.date], Tallies]:
    """Return period -> code -> organisation id -> recorded value of its subtree, wherever that stood."""
    codes: dict[tuple[dt.date, dt.date], set[str]] = defaultdict(set)
    names: dict[tuple[dt.date, dt.date], str] = {}
    for value in values:
        codes[value.start, value.end].add(value.code)
        names[value.start, value.end] = value.period
    scopes = (Everywhere(question.organisation, question.structure),) if question.whole.anyone_moved else ()
    jobs = [
        Job(question.over(periods.parse(names[span])), _indicators(wanted, own), scopes) for span, own in codes.items()
    ]
    return dict(zip(codes, tallies(jobs), strict=True))


def _indicators(wanted: dict[str, Indicator | Rate], codes: set[str]) -> list[Indicator]:
    return [item for code in sorted(codes) if isinstance(item := wanted[code], Indicator)]


def _counting(
    question: Question,
    stored: list[Declared],
    wanted: dict[str, Indicator | Rate],
    recorded: dict[tuple[dt.date, dt.date], Tallies],
) -> Declarations:
    found, asked, period = Declarations(), question.organisation.pk, question.period
    bare: dict[str, list[Declared]] = defaultdict(list)
    for value in stored:
        item = wanted[value.code]
        if value.start < period.start or value.end > period.end:
            continue
        if isinstance(item, Rate):
            if (value.start, value.end) == (period.start, period.end):
                found.shares[value.code, value.organisation_id] = value
        elif item.own_only and value.organisation_id != asked:
            continue
        elif not recorded[value.start, value.end][value.code].get(value.organisation_id, 0):
            bare[value.code].append(value)
    for code, values in bare.items():
        found.counts[code] = _outermost(values)
    return found


def _outermost(values: list[Declared]) -> list[Declared]:
    """Drop what meets a wider period of the same organisation, then what was told below."""
    widest: list[Declared] = []
    for value in sorted(values, key=lambda value: (value.start - value.end, value.start, value.pk)):
        if not any(value.organisation_id == other.organisation_id and value.meets(other) for other in widest):
            widest.append(value)
    return [value for value in widest if not any(value.covers(other) for other in widest)]
