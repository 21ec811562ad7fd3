"""Writers side by side keep one chain: the head is locked last, and what was rolled back leaves no gap."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from neuguong.audit.actions import Alike, Change, record_alike, record_many, record_reading
from neuguong.audit.models import Entry, Head, Key
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from tests.audit.sample import KIND

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ROUNDS = 6, 15


def write(number: int, turn: int) -> None:
    """Write some entries in one transaction; every third one is taken back."""
    said = {"person_id": turn, "content": f"Lời {number}", "result": ""}
    with transaction.atomic():
        record_many(actor=SYSTEM, changes=[Change("a.made", "core.a", turn, number, None, {"b": turn})] * 2)
        record_many(actor=SYSTEM, changes=[Change("commitment.entered", KIND, turn, number, None, said)])
        record_alike(actor=SYSTEM, alike=Alike("a.made", "core.a", [1, 2], [None, 3], ["{}", "{}"]), batch=number + 1)
        record_reading(actor=SYSTEM, kind=KIND, how="page", read=[(turn, turn)], organisation_id=number)
        transaction.set_rollback(turn % 3 == 2)


def together(work: Callable[[int], None]) -> None:
    failed: list[BaseException] = []

    def own(number: int) -> None:
        try:
            work(number)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=own, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_many_writers_keep_one_chain() -> None:
    def work(number: int) -> None:
        for turn in range(ROUNDS):
            write(number, turn)

    together(work)
    kept = sum(turn % 3 != 2 for turn in range(ROUNDS))
    assert Entry.objects.count() == Head.objects.get().count == WRITERS * kept * 6
    assert Key.objects.count() == kept
    assert list(faults()) == []


def test_a_log_is_whole_while_others_write() -> None:
    found: list[object] = []

    def work(number: int) -> None:
        for turn in range(ROUNDS):
            found.extend(faults()) if number == 0 else write(number, turn)

    together(work)
    assert found == []
