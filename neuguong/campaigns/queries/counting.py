"""Counting many indicators in one statement: a union of one small SELECT for each part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from neuguong.campaigns.indicators import REGISTRY, Indicator, Part, Question, Rate

# SQLite joins at most 500 SELECTs in one statement.
_UNION_LIMIT = 200


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
    return part.rows.filter(question.scope.records(part.organisation, part.moment)).order_by()


def totals(question: Question, indicators: Iterable[Indicator]) -> dict[str, int]:
    """Return the recorded value of each indicator; 0 where there are no records."""
    found: dict[str, int] = {indicator.code: 0 for indicator in indicators}
    selects = []
    for code, part in _parts(question, indicators):
        rows = scoped(part, question).annotate(code_=Value(code)).values("code_")
        selects.append(rows.annotate(number_=_number(part)).values_list("code_", "number_"))
    for code, number in _union(selects):
        found[code] += number
    return found


def tallies(question: Question, indicators: Iterable[Indicator]) -> dict[str, dict[int, int]]:
    """Return code -> organisation id -> value of its subtree; organisations without records are absent."""
    found: dict[str, dict[int, int]] = {indicator.code: defaultdict(int) for indicator in indicators}
    sums, sets = [], []
    for code, part in _parts(question, indicators):
        rows = scoped(part, question).annotate(
            code_=Value(code), path_=question.scope.path(part.organisation, part.moment)
        )
        if part.who:
            marked = rows.annotate(who_=F(part.who), moment_=Value(str(part.moment)))
            sets.append(marked.values_list("code_", "path_", "moment_", "who_").distinct())
        else:
            sums.append(
                rows.values("code_", "path_")
                .annotate(number_=_number(part))
                .values_list("code_", "path_", "number_")
            )
    for code, path, number in _union(sums):
        for organisation_id in _line(path):
            found[code][organisation_id] += number
    _add_distinct(found, _union(sets))
    return found


def _add_distinct(found: dict[str, dict[int, int]], rows: Iterable[tuple[str, str, str, Any]]) -> None:
    seen: set[tuple[str, int, str, Any]] = set()
    for code, path, moment, who in rows:
        for organisation_id in _line(path):
            key = (code, organisation_id, moment, who)
            if key not in seen:
                seen.add(key)
                found[code][organisation_id] += 1


def _parts(question: Question, indicators: Iterable[Indicator]) -> Iterator[tuple[str, Part]]:
    for indicator in indicators:
        for part in indicator.parts(question):
            yield indicator.code, part


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
