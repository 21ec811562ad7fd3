"""The records behind a figure: as many, or adding up to as much, as the figure says."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Min, QuerySet

from neuguong.campaigns.indicators import Indicator, Line, Part, Question, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries.counting import counted, scoped
from neuguong.campaigns.queries.declared import counting
from neuguong.campaigns.queries.figures import indicator
from neuguong.core.actor import Actor


def records(
    question: Question, code: str, *, actor: Actor, offset: int = 0, limit: int | None = None
) -> Iterator[Line]:
    """Yield the lines behind a figure from `offset` on; behind a rate stand those of its numerator."""
    counted_one = _counted(code)
    left = limit
    for part in counted_one.parts(question):
        rows = _rows(part, question)
        size = rows.count() if offset or left is not None else None
        if size is not None and offset >= size:
            offset -= size
            continue
        window = rows[offset:] if left is None else rows[offset : offset + left]
        offset = 0
        for row in window.iterator(chunk_size=2000) if left is None else window:
            yield part.describe(row, actor)
            left = None if left is None else left - 1
        if left is not None and left <= 0:
            return
    yield from _declared_lines(question, counted_one, offset, left)


def count_records(question: Question, code: str) -> int:
    """Return how many lines `records` gives."""
    counted_one = _counted(code)
    rows = sum(_rows(part, question).count() for part in counted_one.parts(question))
    return rows + len(counting(question, [counted_one]).get(counted_one.code, []))


def _counted(code: str) -> Indicator:
    item = indicator(code)
    return counted([item.numerator])[0] if isinstance(item, Rate) else item


def _rows(part: Part, question: Question) -> QuerySet[Any]:
    rows = scoped(part, question)
    if part.amount:
        rows = rows.exclude(**{part.amount: 0}).exclude(**{part.amount: None})
    if part.who and part.who != "pk":
        first = rows.values(part.who).annotate(first_=Min("pk")).values("first_")
        rows = part.rows.filter(pk__in=first)
    return rows.order_by("pk")


def _declared_lines(
    question: Question, counted_one: Indicator, offset: int, limit: int | None
) -> Iterator[Line]:
    values = counting(question, [counted_one]).get(counted_one.code, [])
    window = values[offset:] if limit is None else values[offset : offset + limit]
    stored = DeclaredValue.objects.select_related("organisation").in_bulk([value.pk for value in window])
    for value in window:
        row = stored[value.pk]
        yield Line(
            title=f"Kê khai: {counted_one.label}",
            organisation=row.organisation.code,
            date=row.end,
            kind="campaigns.declaredvalue",
            pk=row.pk,
            contribution=int(row.value),
            detail=row.note,
        )
