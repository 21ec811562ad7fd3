"""Counting many indicators in one statement: a union of one small SELECT for each part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from neuguong.campaigns.indicators import REGISTRY, Indicator, Part, Question, Rate
from neuguong.organisations.queries import Scope

# SQLite joins at most 500 SELECTs in one statement.
_UNION_LIMIT = 200

Totals = dict[str, int]
Tallies = dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Job:
    """Indicators to be counted for one question, in other `scopes` than its own where they are given."""

    question: Question
    indicators: Sequence[Indicator]
    scopes: tuple[Scope, ...] = ()

    def parts(self) -> Iterator[tuple[str, Part, QuerySet[Any]]]:
        """Yield the code, the part and the part's rows within the scopes."""
        for indicator in self.indicators:
            for part in indicator.parts(self.question):
                yield indicator.code, part, _within(part, self.scopes or self.question.scopes)


def counted(codes: Iterable[str]) -> list[Indicator]:
    """Return the counted indicators that `codes` need, each once; a rate needs two."""
    needed: dict[str, Indicator] = {}
    for code in codes:
        indicator = REGISTRY.by_code[code]
        names = (indicator.numerator, indicator.denominator) if isinstance(indicator, Rate) else (code,)
        for name in names:
            found = REGISTRY.by_code[name]
            if isinstance(found, Indicator):
                needed[name] = found
    return list(needed.values())


def scoped(part: Part, question: Question) -> QuerySet[Any]:
    """Return the part's rows that belong to the question's subtree."""
    return _within(part, question.scopes)


def totals(jobs: Sequence[Job]) -> list[Totals]:
    """Return for each job the recorded value of each indicator; 0 where there are no records."""
    found = [dict.fromkeys((indicator.code for indicator in job.indicators), 0) for job in jobs]
    selects = []
    for index, job in enumerate(jobs):
        for code, part, rows in job.parts():
            named = rows.annotate(job_=Value(index), code_=Value(code)).values("job_", "code_")
            selects.append(named.annotate(number_=_number(part)).values_list("job_", "code_", "number_"))
    for index, code, number in _union(selects):
        found[index][code] += number
    return found


def tallies(jobs: Sequence[Job]) -> list[Tallies]:
    """Return for each job: code -> organisation id -> value of its subtree; those without records are absent."""
    found: list[Tallies] = [{indicator.code: defaultdict(int) for indicator in job.indicators} for job in jobs]
    selects = []
    for index, job in enumerate(jobs):
        for code, part, rows in job.parts():
            path = job.question.whole.path(part.organisation, part.moment)
            placed = rows.annotate(job_=Value(index), code_=Value(code), path_=path)
            selects.append(_distinct(placed, part) if part.who else _summed(placed, part))
    seen: set[tuple[int, str, int, str, Any]] = set()
    for index, code, path, moment, who, number in _union(selects):
        for organisation_id in _line(path):
            key = (index, code, organisation_id, moment, who)
            if who is None or key not in seen:
                seen.add(key)
                found[index][code][organisation_id] += number
    return found


def sizes(parts: Sequence[QuerySet[Any]]) -> list[int]:
    """Return how many rows each of `parts` has, in one statement."""
    counts = [0] * len(parts)
    selects = [
        rows.order_by().annotate(part_=Value(index)).values("part_").annotate(number_=Count("pk"))
        for index, rows in enumerate(parts)
    ]
    for index, number in _union([rows.values_list("part_", "number_") for rows in selects]):
        counts[index] = number
    return counts


def _within(part: Part, scopes: tuple[Scope, ...]) -> QuerySet[Any]:
    rows = part.rows
    for scope in scopes:
        rows = rows.filter(scope.records(part.organisation, part.moment))
    return rows.order_by()


_TALLY = ("job_", "code_", "path_", "moment_", "who_", "number_")
_NOBODY = Cast(Value(None), BigIntegerField())


def _summed(rows: QuerySet[Any], part: Part) -> QuerySet[Any]:
    """Return rows of additive counts: the same columns as distinct ones have, nobody named."""
    grouped: QuerySet[Any] = rows.values("job_", "code_", "path_").annotate(
        moment_=Value(""), who_=_NOBODY, number_=_number(part)
    )
    return grouped.values_list(*_TALLY)


def _distinct(rows: QuerySet[Any], part: Part) -> QuerySet[Any]:
    """Return who is counted, each once at each place and moment."""
    marked: QuerySet[Any] = rows.annotate(moment_=Value(str(part.moment)), who_=F(part.who), number_=Value(1))
    return marked.values_list(*_TALLY).distinct()


def _number(part: Part) -> Any:
    if part.who:
        return Count(part.who, distinct=True)
    if part.amount:
        return Coalesce(Sum(part.amount), Value(0), output_field=IntegerField())
    return Count("pk")


def _union(selects: list[Any]) -> Iterator[Any]:
    for start in range(0, len(selects), _UNION_LIMIT):
        first, *rest = selects[start : start + _UNION_LIMIT]
        yield from first.union(*rest, all=True) if rest else first


def _line(path: str | None) -> list[int]:
    return [int(part) for part in (path or "").split(".") if part]
