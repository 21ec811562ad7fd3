"""The log is a chain, written by whoever changes something and by nobody else."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from neuguong.audit import chain, guards
from neuguong.audit.actions import Change, record_many
from neuguong.audit.chain import canonical, canonical_rows
from neuguong.audit.models import Entry, Head, Reading
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from tests.audit.sample import fill

pytestmark = pytest.mark.django_db


def test_an_untouched_log_holds() -> None:
    assert list(faults()) == []
    fill()
    assert list(faults()) == []
    numbers = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Head.objects.get().count == len(numbers)
    hashes = [(entry.previous, entry.hash) for entry in Entry.objects.order_by("pk")]
    assert [previous for previous, _own in hashes] == ["", *(own for _previous, own in hashes[:-1])]


def test_what_was_undone_leaves_no_gap() -> None:
    fill()
    with transaction.atomic():
        record_many(actor=SYSTEM, changes=[Change("a.made", "core.a", 1, None, None, {})])
        transaction.set_rollback(True)
    record_many(actor=SYSTEM, changes=[Change("a.made", "core.a", 1, None, None, {})])
    assert list(faults()) == []


def test_no_two_contents_have_one_hash() -> None:
    """What moves from one field to its neighbour, or none against empty, makes another entry."""
    contents: list[tuple[Any, ...]] = [
        (1, 2, None, None, "ab", "c"),
        (1, 2, None, None, "a", "bc"),
        (1, 2, None, None, "abc", ""),
        (1, 2, None, None, "abc", None),
        (1, 2, None, None, None, "abc"),
        (1, 2, None, None, None, None),
        (1, 2, None, None, "", None),
        (12, 2, None, None, None, None),
        (1, 22, None, None, None, None),
        (1, 2, 2, None, None, None),
        (1, 2, None, 2, None, None),
    ]
    made = {chain.link("0", number, "s", *content) for number, *content in contents}
    assert len(made) == len(contents)


def test_many_alike_have_the_hashes_of_one_by_one() -> None:
    found = chain.links("0", 7, "s", [1, 2], [None, 3], ["{}", "{á}"])
    first = chain.link("0", 8, "s", 1, None, None, None, "{}")
    assert found == [first, chain.link(first, 9, "s", 2, 3, None, None, "{á}")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_label = 'Ai' WHERE id = 3",
        "DELETE FROM audit_entry WHERE id = 3",
        "DELETE FROM audit_entry",
        "UPDATE audit_reading SET owner_id = 9",
        "DELETE FROM audit_reading",
        "UPDATE audit_head SET count = count - 1",
        "UPDATE audit_head SET count = count + 1",
        "UPDATE audit_head SET hash = ''",
        "UPDATE audit_head SET id = 2",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (id, hash, count) VALUES (2, 'x', 9)",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(statement: str) -> None:
    fill()
    with pytest.raises(DatabaseError, match=r"the log is append-only|the head of the log"), transaction.atomic():
        _execute(statement)
    assert list(faults()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a way of SQLite")
def test_a_row_cannot_be_replaced() -> None:
    fill()
    names = [str(field.column) for field in Entry._meta.concrete_fields]
    same = ", ".join("'Ai'" if name == "actor_label" else name for name in names)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute(f"REPLACE INTO audit_entry ({', '.join(names)}) SELECT {same} FROM audit_entry")  # noqa: S608
    assert list(faults()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a way of SQLite")
def test_a_row_replaced_on_a_plain_connection_is_refused_or_found() -> None:
    fill()
    names = ", ".join(str(field.column) for field in Reading._meta.concrete_fields)
    columns = ", ".join(str(field.column) for field in Entry._meta.concrete_fields)
    other = columns.replace("actor_label", "'Người khác'")
    _execute("PRAGMA recursive_triggers=OFF")
    try:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            _execute(f"INSERT OR REPLACE INTO audit_reading ({names}) SELECT {names} FROM audit_reading")  # noqa: S608
        _execute(f"INSERT OR REPLACE INTO audit_entry ({columns}) SELECT {other} FROM audit_entry WHERE id = 2")  # noqa: S608
    finally:
        _execute("PRAGMA recursive_triggers=ON")
    assert {fault.entry for fault in faults()} == {2}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a way of PostgreSQL")
@pytest.mark.parametrize("table", ["audit_entry", "audit_reading", "audit_head"])
def test_a_table_cannot_be_truncated(table: str) -> None:
    fill()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute(f"TRUNCATE {table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no roles")
def test_a_careful_role_writes_the_log_and_cannot_change_it() -> None:
    _execute('CREATE ROLE "sổ" NOLOGIN')
    for statement in guards.rights("sổ").splitlines():
        _execute(statement)
    # What the triggers would refuse, the rights alone refuse too.
    guards.take_down(connection)
    _execute('SET LOCAL ROLE "sổ"')
    fill()
    for statement in ("UPDATE audit_entry SET batch = 1", "DELETE FROM audit_entry", "DELETE FROM audit_head"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            _execute(statement)
    _execute("RESET ROLE")
    assert Reading.objects.exists()
    assert list(faults()) == []


def test_guards_are_put_up_once() -> None:
    before = guards._there(connection)
    guards.put_up(connection)
    assert guards._there(connection) == before
    guards.take_down(connection)
    assert guards._there(connection) == {}
    guards.put_up(connection)
    assert guards._there(connection) == before


def test_records_given_as_columns_have_the_canonical_text() -> None:
    columns: dict[str, list[Any]] = {
        "name": ["Mây", 'a"b\\c\n'],
        "at": [None, "2023-01-01"],
        "many": [("x", "y"), None],
        "is": [True, None],
    }
    assert canonical_rows(columns) == [
        canonical({"name": "Mây", "many": ["x", "y"], "is": True}),
        canonical({"name": 'a"b\\c\n', "at": "2023-01-01"}),
    ]
    assert canonical_rows({"a": [None]}) == ["{}"]


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
