"""Counting many indicators in one statement: a union of one small SELECT for each part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

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
    sums, sets = [], []
    for index, job in enumerate(jobs):
        for code, part, rows in job.parts():
            path = job.question.whole.path(part.organisation, part.moment)
            placed = rows.annotate(job_=Value(index), code_=Value(code), path_=path)
            if part.who:
                sets.append(_distinct(placed, part))
            else:
                sums.append(_summed(placed, part))
    for index, code, path, number in _union(sums):
        for organisation_id in _line(path):
            found[index][code][organisation_id] += number
    _add_distinct(found, _union(sets))
    return found


def _within(part: Part, scopes: tuple[Scope, ...]) -> QuerySet[Any]:
    rows = part.rows
    for scope in scopes:
        rows = rows.filter(scope.records(part.organisation, part.moment))
    return rows.order_by()


def _summed(rows: QuerySet[Any], part: Part) -> QuerySet[Any]:
    grouped: QuerySet[Any] = rows.values("job_", "code_", "path_").annotate(number_=_number(part))
    return grouped.values_list("job_", "code_", "path_", "number_")


def _distinct(rows: QuerySet[Any], part: Part) -> QuerySet[Any]:
    marked: QuerySet[Any] = rows.annotate(who_=F(part.who), moment_=Value(str(part.moment)))
    return marked.values_list("job_", "code_", "path_", "moment_", "who_").distinct()


def _add_distinct(found: list[Tallies], rows: Iterable[tuple[int, str, str, str, Any]]) -> None:
    seen: set[tuple[int, str, int, str, Any]] = set()
    for index, code, path, moment, who in rows:
        for organisation_id in _line(path):
            key = (index, code, organisation_id, moment, who)
            if key not in seen:
                seen.add(key)
                found[index][code][organisation_id] += 1


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
