"""Set operations for many rows at once: plain SQL where an object per row would cost too much."""

import datetime as dt
import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from django.db import connection, models

Adapter = Callable[[Any], Any]
_VARIABLES = 500
"""Values of one statement; SQLite takes at least 999."""


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
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    adapters = _adapters(fields)
    _insert(model, fields, (_adapted(row, adapters) for row in rows))


def insert_columns(model: type[models.Model], columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any]) -> None:
    """Insert rows that are given as columns of equal length, and in `same` what is equal in all of them.

    `columns` hold what the database takes as it is: dates are ISO text.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    shared: list[Any] = [model._meta.get_field(name) for name in same]
    values = _adapted(list(same.values()), _adapters(shared))
    if connection.vendor == "postgresql":
        rows = zip(*columns.values(), *map(itertools.repeat, values), strict=False)
        _insert(model, [*fields, *shared], rows)
    else:
        _insert(model, [*fields, *shared], zip(*columns.values(), strict=True), _literals(values))


def _literals(values: Sequence[Any]) -> list[str]:
    """Return values as SQLite writes them in SQL: written once, they need not be bound for every row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['quote(%s)'] * len(values))}", values)
        return [str(literal) for literal in cursor.fetchone()]


def _insert(
    model: type[models.Model], fields: Sequence[Any], rows: Iterable[Sequence[Any]], literals: Sequence[str] = ()
) -> None:
    """Insert rows; the last fields are equal in all of them where they are given as `literals`."""
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f'"{model._meta.db_table}" ({names})'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            own = len(fields) - len(literals)
            with connection.wrap_database_errors:
                _insert_many(cast(sqlite3.Cursor, cursor.cursor), into, own, literals, iter(rows))


def _insert_many(
    cursor: sqlite3.Cursor, into: str, own: int, literals: Sequence[str], rows: Iterator[Sequence[Any]]
) -> None:
    """Insert on SQLite, many rows a statement: what begins and ends a statement costs as much as a row.

    OR FAIL spares the note of each changed page by which one statement alone could be undone; whatever fails
    here ends the transaction. Django's own executemany would keep every row until the last has gone in.
    """
    size, marks = max(1, _VARIABLES // own), f"({', '.join([*['?'] * own, *literals])})"
    rest: list[Any] = []

    def full() -> Iterator[list[Any]]:
        while len(values := list(itertools.chain.from_iterable(itertools.islice(rows, size)))) == size * own:
            yield values
        rest.extend(values)

    def statement(count: int) -> str:
        return f"INSERT OR FAIL INTO {into} VALUES {', '.join([marks] * count)}"  # noqa: S608 - names come from models

    sqlite3.Cursor.executemany(cursor, statement(size), full())
    if rest:
        sqlite3.Cursor.execute(cursor, statement(len(rest) // own), rest)


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set `columns` of existing rows; each of `rows` holds the values and then the primary key."""
    fields = [model._meta.get_field(name) for name in columns]
    adapters = _adapters(fields)
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "id" = %s',  # noqa: S608
            [_adapted(row, adapters) for row in rows],
        )


def delete(model: type[models.Model], numbers: Iterable[int]) -> None:
    """Delete the records with these ids; what refers to them is the caller's concern until the transaction ends."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.executemany(f'DELETE FROM "{table}" WHERE "id" = %s', [(number,) for number in numbers])  # noqa: S608


def learn() -> None:
    """Have PostgreSQL count anew what its plans rest on: after many rows it would go by an empty table for a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def cut(model: type[models.Model], name: str, value: Any) -> Any:
    """Return a text that fits into the field `name`, other values as they are."""
    longest = getattr(model._meta.get_field(name), "max_length", None)
    return value[:longest] if longest is not None and isinstance(value, str) else value


def _adapters(fields: Sequence[Any]) -> list[tuple[int, Adapter]]:
    """Return position and adapter of the columns that need one; most take values as they are."""
    found = ((index, _adapter(field)) for index, field in enumerate(fields))
    return [(index, adapter) for index, adapter in found if adapter is not None]


def _adapted(row: Sequence[Any], adapters: Sequence[tuple[int, Adapter]]) -> list[Any]:
    values = list(row)
    for index, adapter in adapters:
        if values[index] is not None:
            values[index] = adapter(values[index])
    return values


def _as_text(value: dt.date) -> str:
    return value.isoformat()


def _moments() -> Adapter:
    """Return an adapter of moments that remembers the last: a batch has one moment for all its rows."""
    last: list[Any] = [None, None]

    def adapt(value: dt.datetime) -> Any:
        if value is not last[0]:
            last[:] = value, connection.ops.adapt_datetimefield_value(value)
        return last[1]

    return adapt


def _adapter(field: Any) -> Adapter | None:
    """Return what turns a Python value of `field` into what the driver takes; None where it takes it."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _moments()
    if isinstance(field, models.DateField):
        return _as_text
    if isinstance(field, models.DecimalField):
        return str
    return None
