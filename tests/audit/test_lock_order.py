"""The log's head is locked last whatever order a transaction takes: those that cross wait, and none is stopped."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from neuguong.audit.actions import Change, forget, record_many, record_reading
from neuguong.audit.models import Entry, Key, Reading
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from tests.audit.sample import KIND

SECONDS = 20
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


def execute(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def tell(number: int, event: str = "a.made") -> None:
    record_many(actor=SYSTEM, changes=[Change(event, "core.a", number, None, None, {"a": number})])


def commit_to(owner: int) -> None:
    said = {"person_id": owner, "content": "Giữ lời", "result": ""}
    record_many(actor=SYSTEM, changes=[Change("commitment.entered", KIND, owner, None, None, said)])


@pytest.fixture
def tables() -> Iterator[None]:
    execute("CREATE TABLE t_of (id int PRIMARY KEY, said int)")
    execute("INSERT INTO t_of VALUES (1, 0), (2, 0)")
    execute("CREATE TABLE t_part (id int, whole int REFERENCES t_of DEFERRABLE INITIALLY DEFERRED)")
    yield
    execute("DROP TABLE t_part")
    execute("DROP TABLE t_of")


def side_by_side(*works: Callable[[threading.Barrier], None]) -> None:
    """Run the works at one time, each in a transaction of its own; the barrier is where they meet."""
    meeting, failed = threading.Barrier(len(works), timeout=SECONDS), list[BaseException]()

    def own(work: Callable[[threading.Barrier], None]) -> None:
        try:
            with transaction.atomic():
                execute(f"SET LOCAL lock_timeout = '{SECONDS}s'")
                work(meeting)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=own, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(3 * SECONDS)
    assert failed == []
    assert not any(thread.is_alive() for thread in threads)


def until_another_waits() -> None:
    """Return once another connection waits for a lock; fail where none ever does."""
    until = time.monotonic() + SECONDS
    asked = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while not execute(asked):
        assert time.monotonic() < until
        execute("SELECT pg_sleep(0.01)")


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_an_entry_before_the_records_that_another_holds(tables: None) -> None:
    def entry_first(meeting: threading.Barrier) -> None:
        tell(1)
        meeting.wait()
        execute("UPDATE t_of SET said = said + 1 WHERE id = 1")
        tell(2)

    def record_first(meeting: threading.Barrier) -> None:
        execute("UPDATE t_of SET said = said + 1 WHERE id = 1")
        meeting.wait()
        until_another_waits()
        tell(3)
        tell(4)

    side_by_side(entry_first, record_first)
    assert execute("SELECT said FROM t_of WHERE id = 1") == [(2,)]
    assert list(Entry.objects.order_by("pk").values_list("subject_id", flat=True)) == [3, 4, 1, 2]
    assert list(faults()) == []


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_the_commit_itself_would_lock_is_locked_before_the_head(tables: None) -> None:
    def part(meeting: threading.Barrier) -> None:
        execute("INSERT INTO t_part VALUES (1, 1)")
        tell(1)
        meeting.wait()

    def whole(meeting: threading.Barrier) -> None:
        execute("SELECT 1 FROM t_of WHERE id = 1 FOR UPDATE")
        meeting.wait()
        until_another_waits()
        tell(2)

    side_by_side(part, whole)
    assert list(Entry.objects.order_by("pk").values_list("subject_id", flat=True)) == [2, 1]


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_keys_of_people_asked_for_in_crossing_orders() -> None:
    def forth(meeting: threading.Barrier) -> None:
        commit_to(1)
        meeting.wait()
        commit_to(2)

    def back(meeting: threading.Barrier) -> None:
        commit_to(2)
        meeting.wait()
        commit_to(1)

    side_by_side(forth, back)
    assert Key.objects.count() == 2
    assert Entry.objects.count() == 4
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_entries_of_a_transaction_stand_in_the_order_in_which_they_were_told() -> None:
    with transaction.atomic():
        tell(1)
        commit_to(2)
        record_reading(actor=SYSTEM, kind=KIND, how="page", read=[(2, 2)], organisation_id=None)
        tell(3)
        assert not Entry.objects.exists()
    assert list(Entry.objects.order_by("pk").values_list("subject_id", flat=True)) == [1, 2, 2, 3]
    assert Reading.objects.get().entry_id == 3
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_is_not_told() -> None:
    def taken_back(*numbers: int) -> None:
        with transaction.atomic():
            for number in numbers:
                with transaction.atomic():
                    tell(number)
            transaction.set_rollback(True)

    with transaction.atomic():
        tell(1)
        taken_back(2, 3)
        tell(4)
    taken_back(5)
    tell(6)
    assert list(Entry.objects.order_by("pk").values_list("subject_id", flat=True)) == [1, 4, 6]


@pytest.mark.django_db(transaction=True)
def test_where_the_log_cannot_be_written_nothing_is() -> None:
    def act() -> None:
        with transaction.atomic():
            Key.objects.create(owner_id=9, locked=bytes(60))
            tell(2)
            commit_to(9)

    tell(1)
    with pytest.raises(Refusal, match="không mở được"):
        act()
    assert not Key.objects.exists()
    tell(3)
    assert list(Entry.objects.order_by("pk").values_list("subject_id", flat=True)) == [1, 3]


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_told_before_and_after_forgetting_is_forgotten() -> None:
    commit_to(5)
    with transaction.atomic():
        commit_to(5)
        assert forget(actor=SYSTEM, owner=5)
        commit_to(5)
    assert not Key.objects.exists()
    assert list(faults()) == []


@pytest.mark.django_db
def test_inside_a_tests_own_transaction_the_end_of_an_action_stands_for_the_commit() -> None:
    with transaction.atomic():
        tell(1)
        assert not Entry.objects.exists()
    assert Entry.objects.count() == 1
