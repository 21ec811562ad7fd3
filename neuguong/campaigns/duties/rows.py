"""The one shape in which rows of many tables are read together, and their union."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

COLUMNS = ("kind_", "who_", "text_", "low_", "high_", "day_", "last_", "key_")


class Row(NamedTuple):
    """A row of any table: what it is, whose, a text, two numbers, two days, its key; empty where it has none.

    Of a record that discharges: where its organisation stood, what it is matched by, when it was made.
    """

    kind: str
    who: int
    text: str
    low: int | None
    high: int | None
    day: dt.date | None
    last: dt.date | None
    pk: int


def select(
    kind: str,
    rows: QuerySet[Any],
    who: str,
    *,
    text: Any = None,
    low: Any = None,
    high: Any = None,
    day: str = "",
    last: str = "",
) -> QuerySet[Any, Any]:
    """Return one small SELECT of that shape; `text`, `low` and `high` are expressions."""
    found: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            kind_=Value(kind, output_field=CharField()),
            who_=Cast(F(who), BigIntegerField()),
            text_=Cast(text if text is not None else Value(""), CharField()),
            low_=Cast(low if low is not None else Value(None), BigIntegerField()),
            high_=Cast(high if high is not None else Value(None), BigIntegerField()),
            day_=F(day) if day else _NO_DAY,
            last_=F(last) if last else _NO_DAY,
            key_=Cast(F("pk"), BigIntegerField()),
        )
        .values_list(*COLUMNS)
    )
    return found


_NO_DAY = Cast(Value(None), DateField())


def union(selects: Sequence[QuerySet[Any, Any]]) -> Iterator[Row]:
    """Yield the rows of all, in one statement."""
    if selects:
        first, *rest = selects
        for row in first.union(*rest, all=True) if rest else first:
            yield Row(*row)
