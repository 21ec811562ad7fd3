"""How much of each thing the records hold, by organisation: one statement for the records, one for the people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import ExtractQuarter, ExtractYear

from neuguong.activities.models import Session, SessionKind
from neuguong.campaigns.periods import Period
from neuguong.commitments.models import Commitment
from neuguong.core import trees
from neuguong.directives.models import Directive
from neuguong.initiatives.models import Initiative
from neuguong.organisations.models import Membership, Organisation
from neuguong.organisations.queries.people import exempt_on
from neuguong.portal.progress.columns import Column


@dataclass(slots=True)
class Tally:
    """How many records there are, and the days of the first and the last."""

    count: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    times: set[int] = field(default_factory=set)

    def add(self, count: int, first: dt.date | None, last: dt.date | None, time: int) -> None:
        """Take in the records of one organisation below."""
        self.count += count
        self.first = min(filter(None, (self.first, first)), default=None)
        self.last = max(filter(None, (self.last, last)), default=None)
        self.times.add(time)


Key = tuple[str, int, int]


def tallies(
    place: Organisation, period: Period, columns: Sequence[Column], rows: Sequence[Organisation]
) -> dict[Key, Tally]:
    """Return (kind, key, organisation id) -> tally of the organisation's subtree, of the given rows alone."""
    found: dict[Key, Tally] = defaultdict(Tally)
    wanted = {row.pk for row in rows}
    first, *rest = _selects(place, period, columns)
    for kind, key, path, count, earliest, latest in first.union(*rest, all=True):
        for pk in _line(path):
            if pk in wanted:
                found[kind, key, pk].add(count, earliest, latest, key)
                if kind == "meeting":
                    found["meetings", key // 10, pk].add(count, earliest, latest, key)
    for year, path, people in _due(place, period):
        for pk in _line(path):
            if pk in wanted:
                found["due", year, pk].count += people
    return found


def _selects(place: Organisation, period: Period, columns: Sequence[Column]) -> list[QuerySet[Any, Any]]:
    """Return one small SELECT for each kind: kind, key, path, count, first day, last day."""
    span = (period.start, period.end)
    plans = [column.key for column in columns if column.kind == "plan"]
    held = Session.objects.filter(date__range=span)
    quarter = ExtractYear("date") * 10 + ExtractQuarter("date")
    signed = Commitment.objects.filter(
        last_year=F("first_year"), first_year__range=(period.years[0], period.years[-1]), signed_on__isnull=False
    )
    none = Value(0, output_field=IntegerField())
    return [
        _counted("plan", place, Directive.objects.filter(concretises__in=plans), F("concretises_id"), "date"),
        _counted("study", place, held.filter(kind=SessionKind.STUDY), none, "date"),
        _counted("meeting", place, held.filter(kind=SessionKind.THEMATIC), quarter, "date"),
        _counted("commitment", place, signed, F("first_year"), "signed_on"),
        _counted("model", place, Initiative.objects.filter(registered_on__range=span), none, "registered_on"),
    ]


def _counted(kind: str, place: Organisation, rows: QuerySet[Any], key: Any, date: str) -> QuerySet[Any, Any]:
    placed = rows.filter(organisation__path__under=place.path).order_by()
    keyed = placed.annotate(kind_=Value(kind), key_=key, path_=F("organisation__path"))
    grouped = keyed.values("kind_", "key_", "path_").annotate(count_=Count("pk"), first_=Min(date), last_=Max(date))
    found: QuerySet[Any, Any] = grouped.values_list("kind_", "key_", "path_", "count_", "first_", "last_")
    return found


def _due(place: Organisation, period: Period) -> list[tuple[int, str, int]]:
    """Return the people who owe a commitment, by year and organisation, as the figures count them."""
    rows = Membership.objects.filter(organisation__path__under=place.path).order_by()
    counts = {f"y{year}": Count("person", filter=_held(period.year_end(year)), distinct=True) for year in period.years}
    names = [f"y{year}" for year in period.years]
    table = rows.values("organisation__path").annotate(**counts).values_list("organisation__path", *names)
    return [(year, path, people) for path, *row in table for year, people in zip(period.years, row, strict=True)]


def _held(date: dt.date) -> Q:
    started = Q(since__isnull=True) | Q(since__lte=date)
    return started & (Q(until__isnull=True) | Q(until__gte=date)) & ~exempt_on(date)


def _line(path: str) -> list[int]:
    return [int(part) for part in trees.ancestors(path)[-1].rstrip(".").split(".")] if path else []
