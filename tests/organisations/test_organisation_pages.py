"""The register of organisations: who sees which, founding, correcting, moving."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.organisations.actions import found_organisation, found_superior, rename_organisation, update_organisation
from neuguong.organisations.models import Group, Kind, LifeEvent, Organisation
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

SAID = {"name": "Chi bộ Phòng Y", "code": "PY", "kind": "cell", "parent": "Đảng bộ Sở Y tế (YTE)"}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def codes(answer: Any) -> set[str]:
    pks = [line.pk for line in answer.context["lines"]]
    return set(Organisation.objects.filter(pk__in=pks).values_list("code", flat=True))


def test_the_day_of_founding_is_corrected_with_its_event(bloc: Bloc) -> None:
    new = Organisation(code="PY", name="Chi bộ Phòng Y", kind=Kind.CELL, parent=bloc.places["YTE"])
    new.since = dt.date(2022, 5, 1)
    made = found_organisation(actor=SYSTEM, organisation=new)
    made.since = dt.date(2022, 4, 1)
    update_organisation(actor=SYSTEM, organisation=made)
    event = LifeEvent.objects.get(parts__organisation=made)
    assert (event.date, event.label) == (dt.date(2022, 4, 1), "Thành lập")
    made.since = None
    with pytest.raises(Refusal, match="không để trống"), transaction.atomic():
        update_organisation(actor=SYSTEM, organisation=made)
    event.refresh_from_db()
    assert event.date == dt.date(2022, 4, 1)


def test_a_superior_that_is_entered_late_is_not_founded(bloc: Bloc) -> None:
    top = Organisation(code="TINH", name="Đảng bộ tỉnh", kind=Kind.PROVINCE)
    event = found_superior(actor=SYSTEM, superior=top, date=dt.date(2023, 1, 1))
    assert event.label == "Ghi cấp trên"
    page = bloc.open("officer", "portal:organisation", bloc.places["DUK"].pk, place="DUK").content.decode()
    assert "Ghi cấp trên" in page


@pytest.mark.parametrize(
    ("name", "place", "seen"),
    [
        ("officer", "DUK", {"DUK", "YTE", "DSO", "KBN", "BAO"}),
        ("officer", "YTE", {"YTE", "DSO", "KBN"}),
        ("secretary", "YTE", {"YTE", "DSO", "KBN"}),
        ("cell", "DSO", {"DSO"}),
        ("foreign", "BAO", {"BAO"}),
    ],
)
def test_the_list_is_of_the_place_and_below(bloc: Bloc, name: str, place: str, seen: set[str]) -> None:
    assert codes(bloc.open(name, "organisations:list", place=place)) == seen


def test_the_list_is_searched_and_narrowed(bloc: Bloc) -> None:
    Organisation.objects.filter(code="KBN").update(until=dt.date(2023, 1, 1))
    assert codes(bloc.open("officer", "organisations:list", place="DUK", q="cuc dan so")) == {"DSO"}
    assert codes(bloc.open("officer", "organisations:list", place="DUK", kind="cell")) == {"DSO"}
    assert codes(bloc.open("officer", "organisations:list", place="DUK", kind="cell", active="all")) == {"DSO", "KBN"}
    assert codes(bloc.open("officer", "organisations:list", place="DUK", q="kiem soat")) == {"KBN"}
    assert codes(bloc.open("officer", "organisations:list", place="DUK", active="no")) == {"KBN"}


def test_names_sort_by_the_vietnamese_alphabet(bloc: Bloc) -> None:
    names = [line.cells[0].html for line in bloc.open("officer", "organisations:list", place="DUK").context["lines"]]
    assert names == [
        "Chi bộ Báo tỉnh",
        "Chi bộ Chi cục Dân số",
        "Chi bộ Kiểm soát bệnh tật",
        "Đảng bộ Khối",
        "Đảng bộ Sở Y tế",
    ]


def test_an_officer_founds_below_any_place_of_theirs(bloc: Bloc) -> None:
    answer = bloc.send("officer", "organisations:create", said=SAID, place="DUK")
    assert answer.status_code == 302, answer.context["form"].errors
    founded = Organisation.objects.get(code="PY")
    assert founded.parent == bloc.places["YTE"]
    assert founded.path == f"{bloc.places['YTE'].path}{founded.pk}."
    assert Entry.objects.filter(event="organisation.founded", subject_id=founded.pk).exists()


@pytest.mark.parametrize("name", ["secretary", "cell", "member", "inspector"])
def test_nobody_else_founds_or_moves(bloc: Bloc, name: str) -> None:
    pk = bloc.places["DSO"].pk
    place = {"secretary": "YTE", "inspector": "DUK"}.get(name, "DSO")
    assert bloc.send(name, "organisations:create", said=SAID, place=place).status_code == 403
    moved = {"parent": "BAO", "date": "01/07/2023"}
    assert bloc.send(name, "organisations:move", pk, said=moved, place=place).status_code == 403
    assert not Organisation.objects.filter(code="PY").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "DSO"}, "Mã tổ chức"),
        ({"parent": "KHÔNG CÓ"}, "Không tìm thấy «KHÔNG CÓ»"),
        ({"since": "31/02/2023"}, "«31/02/2023» không phải là ngày có thật."),
        ({"since": "02/01/2023", "until": "01/01/2023"}, "Đến ngày phải bằng hoặc sau Từ ngày."),
        ({"name": ""}, "Cần nhập tên tổ chức."),
    ],
)
def test_what_is_wrong_is_told(bloc: Bloc, wrong: dict[str, str], words: str) -> None:
    answer = bloc.send("officer", "organisations:create", said={**SAID, **wrong}, place="DUK")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_name_and_group_are_corrected_and_a_stale_form_told(bloc: Bloc) -> None:
    Group.objects.create(name="Khối quản lý nhà nước")
    said = {"name": "Chi bộ Dân số", "code": "DSO", "kind": "cell", "group": "Khối quản lý nhà nước", "version": "1"}
    pk = bloc.places["DSO"].pk
    answer = bloc.send("cell", "organisations:edit", pk, said=said)
    assert answer.status_code == 302, answer.context["form"].errors
    stored = Organisation.objects.get(pk=pk)
    assert (stored.name, str(stored.group), stored.version) == ("Chi bộ Dân số", "Khối quản lý nhà nước", 2)
    assert stored.parent == bloc.places["YTE"]
    assert bloc.send("cell", "organisations:edit", pk, said=said).status_code == 409


def test_an_end_is_an_event_and_no_edit(bloc: Bloc) -> None:
    pk = bloc.places["DSO"].pk
    assert "until" not in bloc.open("cell", "organisations:edit", pk).context["form"].fields
    one = Organisation.objects.get(pk=pk)
    one.until = dt.date(2023, 1, 1)
    with pytest.raises(Refusal, match="bằng sự kiện «Giải thể»"):
        update_organisation(actor=SYSTEM, organisation=one)
    Organisation.objects.filter(pk=pk).update(until=dt.date(2023, 1, 1))
    assert "until" in bloc.open("officer", "organisations:edit", pk, place="DUK").context["form"].fields
    one.until = dt.date(2022, 12, 31)
    update_organisation(actor=SYSTEM, organisation=one)
    assert Organisation.objects.get(pk=pk).until == dt.date(2022, 12, 31)


def test_the_first_day_stays_before_the_first_event(bloc: Bloc) -> None:
    rename_organisation(actor=SYSTEM, organisation=bloc.places["DSO"], name="Chi bộ X", date=dt.date(2023, 7, 1))
    one = Organisation.objects.get(code="DSO")
    one.since = dt.date(2023, 7, 2)
    with pytest.raises(Refusal, match="đã có sự kiện ngày 01/07/2023, không thể bắt đầu sau đó"):
        update_organisation(actor=SYSTEM, organisation=one)
    one.since = dt.date(2023, 7, 1)
    update_organisation(actor=SYSTEM, organisation=one)


@pytest.mark.parametrize(("name", "place"), [("sibling", "KBN"), ("foreign", "BAO")])
def test_a_foreign_organisation_does_not_exist(bloc: Bloc, name: str, place: str) -> None:
    pk = bloc.places["DSO"].pk
    for page in ("organisations:edit", "organisations:move"):
        assert bloc.open(name, page, pk, place=place).status_code == 404


def test_the_tree_opens_branch_by_branch(bloc: Bloc) -> None:
    tree = bloc.open("officer", "organisations:tree", place="DUK")
    assert [(one.code, one.below) for one in tree.context["branches"]] == [("BAO", 0), ("YTE", 2)]
    branch = bloc.open("officer", "organisations:branch", "YTE", place="DUK")
    assert [one.code for one in branch.context["branches"]] == ["DSO", "KBN"]
    assert bloc.open("cell", "organisations:branch", "YTE").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_they_take_few_queries(bloc: Bloc, rows: int) -> None:
    with transaction.atomic():
        for index in range(rows):
            below = Organisation(code=f"C{index}", name=f"Chi bộ {index}", kind=Kind.CELL, parent=bloc.places["YTE"])
            found_organisation(actor=SYSTEM, organisation=below)
    for page in ("organisations:list", "organisations:tree"):
        assert bloc.queries("officer", page, place="YTE") <= 12, page
