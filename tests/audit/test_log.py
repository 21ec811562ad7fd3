"""The log is a chain: every edit, deletion and reordering is found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from neuguong.audit.actions import Alike, Change, record_alike, record_many
from neuguong.audit.chain import canonical, canonical_rows
from neuguong.audit.models import Entry, Head
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM

pytestmark = pytest.mark.django_db


def fill() -> None:
    changes = [Change("a.made", "core.a", number, None, None, {"b": number, "a": "Mây"}) for number in (1, 2)]
    record_many(actor=SYSTEM, changes=changes)
    record_alike(actor=SYSTEM, alike=Alike("a.made", "core.a", [3, 4], [7, None], ['{"a":1}', '{"a":2}']), batch=5)
    record_many(actor=SYSTEM, changes=[Change("a.gone", "core.a", 1, 7, '{"a":"Mây","b":1}', None)])


def test_an_untouched_log_holds() -> None:
    assert list(faults()) == []
    fill()
    assert list(faults()) == []
    assert (Head.objects.get().count, Entry.objects.count()) == (5, 5)
    assert [entry.previous for entry in Entry.objects.order_by("pk")][1:] == [
        entry.hash for entry in Entry.objects.order_by("pk")
    ][:-1]


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows[1].update(event="a.other"),
        lambda rows: rows[1].update(subject_id=9),
        lambda rows: rows[1].update(organisation_id=9),
        lambda rows: rows[1].update(actor_label="Ai đó"),
        lambda rows: rows[1].update(actor_id=1),
        lambda rows: rows[1].update(batch=9),
        lambda rows: rows[1].update(at="2020-01-01T00:00:00Z"),
        lambda rows: rows[1].update(subject_kind="core.b"),
        lambda rows: rows[1].update(after='{"a":"May","b":2}'),
        lambda rows: rows[1].update(after=None),
        lambda rows: rows[1].update(before=""),
        lambda rows: rows[4].update(before='{"a":"Mây"', after=',"b":1}'),
        lambda rows: rows[4].update(after=""),
        lambda rows: rows[1].delete(),
        lambda rows: rows[4].delete(),
        lambda rows: rows[0].delete(),
    ],
)
def test_every_harm_is_found(harm: Callable[[list[object]], None]) -> None:
    fill()
    harm([Entry.objects.filter(pk=pk) for pk in Entry.objects.order_by("pk").values_list("pk", flat=True)])
    assert list(faults())


def test_a_changed_order_is_found() -> None:
    fill()
    one, two = Entry.objects.order_by("pk").values_list("pk", flat=True)[1:3]
    with connection.cursor() as cursor:
        for new, old in ((-1, one), (one, two), (two, -1)):
            cursor.execute("UPDATE audit_entry SET id = %s WHERE id = %s", [new, old])
    assert list(faults())


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
