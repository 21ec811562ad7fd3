"""Set operations for many rows at once: plain SQL where an object per row would cost too much."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Adapter = Callable[[Any], Any]


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Return `count` new primary keys, to be used inside the running transaction."""
    if count == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction is IMMEDIATE, so no one else can take these before it ends.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return list(range(last + 1, last + count + 1))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` (values in the order of `columns`, names of fields) in one statement or stream."""
    fields = [model._meta.get_field(name) for name in columns]
    adapters = [_adapter(field) for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)  # type: ignore[union-attr]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(_adapted(row, adapters))
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
            (_adapted(row, adapters) for row in rows),
        )


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set `columns` of existing rows; each of `rows` holds the values and then the primary key."""
    fields = [model._meta.get_field(name) for name in columns]
    adapters = [*(_adapter(field) for field in fields), _same]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "id" = %s',
            [_adapted(row, adapters) for row in rows],
        )


def _adapted(row: Sequence[Any], adapters: Sequence[Adapter]) -> tuple[Any, ...]:
    return tuple(
        value if adapter is _same or value is None else adapter(value)
        for value, adapter in zip(row, adapters, strict=True)
    )


def _same(value: Any) -> Any:
    return value


def _as_text(value: dt.date) -> str:
    return value.isoformat()


def _as_moment(value: dt.datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _adapter(field: Any) -> Adapter:
    """Return what turns a Python value of `field` into what the driver takes."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return _same
    if isinstance(field, models.DateTimeField):
        return _as_moment
    if isinstance(field, models.DateField):
        return _as_text
    if isinstance(field, models.DecimalField):
        return str
    return _same
