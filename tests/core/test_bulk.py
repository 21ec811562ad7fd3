"""Set operations: ids of their own, values as the database holds them."""

import datetime as dt
from decimal import Decimal

import pytest

from neuguong.classification.models import Classification
from neuguong.core import bulk, clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import found_root
from neuguong.organisations.models import Group, Organisation, Person

pytestmark = pytest.mark.django_db


def test_kept_ids_are_free_and_the_next_ones_come_after() -> None:
    assert bulk.reserve_ids(Group, 0) == []
    first = bulk.reserve_ids(Group, 3)
    bulk.insert(Group, ["id", "name"], [(pk, f"Nhóm {pk}") for pk in first])
    made = Group.objects.create(name="Sau")
    assert len({*first, made.pk}) == 4
    assert min(bulk.reserve_ids(Group, 1)) > max(first)


def test_rows_and_columns_go_in_alike() -> None:
    now, day = clock.now(), dt.date(1980, 6, 5)
    names = ["code", "full_name", "birth_date", "gender", "party_status", "search_key", "sort_key"]
    rows = [[code, "Mây", birth, "", "", "", ""] for code, birth in (("1", day), ("2", None))]
    stamps = {"version": 1, "created_at": now, "updated_at": now}
    bulk.insert(Person, [*names, *stamps], [[*row, *stamps.values()] for row in rows])
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    columns |= {"code": ["3", "4"], "birth_date": [day.isoformat(), None]}
    bulk.insert_columns(Person, columns, stamps)
    found = Person.objects.order_by("code").values_list("full_name", "birth_date", "created_at")
    assert [tuple(row) for row in found] == [("Mây", day, now), ("Mây", None, now)] * 2
    bulk.insert_columns(Person, {name: [] for name in names}, stamps)


def test_records_are_changed_and_deleted_by_id() -> None:
    place = found_root(actor=SYSTEM, code="DUK", name="Khối")
    one = Classification.objects.create(organisation=place, year=2023, decided="good")
    bulk.update(Classification, ["points", "own"], [(Decimal("95.5"), "good", one.pk)])
    one.refresh_from_db()
    assert (one.points, one.own) == (Decimal("95.5"), "good")
    bulk.delete(Classification, [one.pk])
    assert not Classification.objects.exists()


def test_texts_are_cut_to_their_column() -> None:
    assert len(bulk.cut(Organisation, "name", "x" * 999)) == 250
    assert bulk.cut(Organisation, "name", "Đảng bộ") == "Đảng bộ"
    assert bulk.cut(Organisation, "since", None) is None


@pytest.mark.parametrize("text", ["'); DROP TABLE organisations_group; --", "? %s %(a)s", "a'b\"c\\", "$1 {0} {x}"])
def test_texts_are_values_and_never_statements(text: str) -> None:
    """Equal values go into the statement itself on SQLite, the others beside it."""
    now = clock.now()
    own: dict[str, list[str | None]] = {
        "code": ["1", "2"],
        "birth_date": [None, None],
        "search_key": [text, text],
        "sort_key": [text, text],
    }
    same = {"full_name": text, "gender": "", "party_status": "", "version": 1, "created_at": now, "updated_at": now}
    bulk.insert_columns(Person, own, same)
    assert set(Person.objects.values_list("full_name", "search_key")) == {(text, text)}
    bulk.update(Person, ["full_name"], [(text + "!", pk) for pk in Person.objects.values_list("pk", flat=True)])
    assert set(Person.objects.values_list("full_name", flat=True)) == {text + "!"}
    assert Group.objects.count() == 0
