"""The records behind a figure: as many, or adding up to as much, as the figure says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Min, QuerySet, When
from django.utils.translation import gettext

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries.counting import Job, counted, scoped, sizes, totals
from neuguong.campaigns.queries.declared import Declared, declarations
from neuguong.campaigns.queries.figures import indicator
from neuguong.core.actor import Actor
from neuguong.organisations.rules import named_to


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the lines behind a figure, and how many there are in all."""

    lines: list[Line]
    total: int


def records(question: Question, code: str, *, actor: Actor) -> Iterator[Line]:
    """Yield the lines behind a figure; behind a rate stand those of its numerator."""
    item = indicator(code)
    for part in _counted(item).parts(question):
        for row in _named(_rows(part, question), actor).iterator(chunk_size=2000):
            yield _line(part, row, actor)
    yield from _declared_lines(_declared(question, item), item)


def slice_of_records(question: Question, code: str, *, actor: Actor, offset: int, limit: int) -> Slice:
    """Return the lines from `offset` on, at most `limit`, in a few statements whatever their number."""
    item = indicator(code)
    lines: list[Line] = []
    parts = _counted(item).parts(question)
    rows, declared = [_rows(part, question) for part in parts], _declared(question, item)
    counts = sizes(rows)
    total, start = sum(counts) + len(declared), offset
    for part, own, size in zip(parts, rows, counts, strict=True):
        left = limit - len(lines)
        if left > 0 and start < size:
            lines += [_line(part, row, actor) for row in _named(own, actor)[start : start + left]]
        start = max(0, start - size)
    lines += _declared_lines(declared[start : start + limit - len(lines)], item)
    return Slice(lines, total)


def _named(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Return rows that each know whether the person whom they are about may be named."""
    if not any(field.name == "person" for field in rows.model._meta.get_fields()):
        return rows
    told: QuerySet[Any] = rows.annotate(named_=Case(When(named_to(actor), then=True), default=False))
    return told


def _line(part: Part, row: Any, actor: Actor) -> Line:
    """Return the line of a record; one about somebody whose record is withheld adds up and names nobody."""
    line = part.describe(row, actor)
    if not getattr(row, "named_", True):
        return replace(line, title=gettext("(người đang hạn chế sử dụng dữ liệu)"), detail="")
    return line


def count_records(question: Question, code: str) -> int:
    """Return how many lines `records` gives."""
    item = indicator(code)
    rows = [_rows(part, question) for part in _counted(item).parts(question)]
    return sum(sizes(rows)) + len(_declared(question, item))


def _counted(item: Indicator | Rate) -> Indicator:
    return counted([item.numerator])[0] if isinstance(item, Rate) else item


def _rows(part: Part, question: Question) -> QuerySet[Any]:
    rows = scoped(part, question)
    if part.amount:
        rows = rows.exclude(**{part.amount: 0}).exclude(**{part.amount: None})
    if part.who and part.who != "pk":
        first = rows.values(part.who).annotate(first_=Min("pk")).values("first_")
        rows = part.rows.filter(pk__in=first)
    return rows.order_by("pk")


def _declared(question: Question, item: Indicator | Rate) -> list[Declared]:
    """Return the declared values that count; a share's only where there is nothing to be a share of."""
    (said,) = declarations([question], [*counted([item.code]), item])
    if isinstance(item, Indicator):
        return [value for value in said.counts.get(item.code, []) if value.value]
    place = question.within or question.organisation
    own = said.shares.get((item.code, place.pk))
    if own is None or not own.value:
        return []
    base = REGISTRY.by_code[item.denominator]
    (recorded,) = totals([Job(question, [base] if isinstance(base, Indicator) else [])])
    return [] if recorded[item.denominator] else [own]


def _declared_lines(values: Sequence[Declared], item: Indicator | Rate) -> Iterator[Line]:
    if not values:
        return
    stored = DeclaredValue.objects.select_related("organisation").in_bulk([value.pk for value in values])
    for value in values:
        row = stored[value.pk]
        yield Line(
            title=f"Kê khai: {item.label}",
            organisation=row.organisation.code,
            date=row.end,
            kind="campaigns.declaredvalue",
            pk=row.pk,
            contribution=float(row.value) if isinstance(item, Rate) else int(row.value),
            detail=row.note,
        )
