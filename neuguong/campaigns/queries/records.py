"""The records behind a figure: as many, or adding up to as much, as the figure says."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Min, QuerySet

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries.counting import Job, counted, scoped, totals
from neuguong.campaigns.queries.declared import Declared, declarations
from neuguong.campaigns.queries.figures import indicator
from neuguong.core.actor import Actor


def records(
    question: Question, code: str, *, actor: Actor, offset: int = 0, limit: int | None = None
) -> Iterator[Line]:
    """Yield the lines behind a figure from `offset` on; behind a rate stand those of its numerator."""
    item = indicator(code)
    left = limit
    for part in _counted(item).parts(question):
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
    values = _declared(question, item)
    yield from _declared_lines(values[offset:] if left is None else values[offset : offset + left], item)


def count_records(question: Question, code: str) -> int:
    """Return how many lines `records` gives."""
    item = indicator(code)
    rows = sum(_rows(part, question).count() for part in _counted(item).parts(question))
    return rows + len(_declared(question, item))


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
    (said,) = declarations([question], [item])
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
