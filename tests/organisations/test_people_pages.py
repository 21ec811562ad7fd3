"""The register of people: who sees whom, enrolling and correcting with membership and posts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.errors import Forbidden
from neuguong.organisations.actions import update_person
from neuguong.organisations.models import Membership, Person
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

SAID = {
    "full_name": "Lò Thị Mây",
    "code": "DV007",
    "birth_date": "05/03/1985",
    "gender": "female",
    "party_status": "official",
    "organisation": "Chi bộ Chi cục Dân số (DSO)",
    "since": "01/06/2015",
    "is_head": "on",
    "party": "Bí thư Chi bộ",
    "state": "Chi cục trưởng",
}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def names(answer: Any) -> list[str]:
    return [line.cells[0].html for line in answer.context["lines"]]


@pytest.mark.parametrize(
    ("name", "place", "seen"),
    [("officer", "DUK", 2), ("officer", "BAO", 1), ("secretary", "YTE", 1), ("cell", "DSO", 1), ("member", "DSO", 0)],
)
def test_the_list_is_for_those_who_keep_it(bloc: Bloc, name: str, place: str, seen: int) -> None:
    bloc.person("Lò Thị Mây", "DV1", "DSO")
    bloc.person("Hoàng Văn Ước", "DV2", "BAO")
    assert len(names(bloc.open(name, "organisations:person_list", place=place))) == seen


def test_people_sort_by_their_given_names(bloc: Bloc) -> None:
    for index, name in enumerate(("Trần Văn Ước", "Lê Ân", "Đỗ Ánh", "Nguyễn Thị Ban")):
        bloc.person(name, f"DV{index}")
    found = names(bloc.open("cell", "organisations:person_list"))
    assert found == ["Đỗ Ánh", "Lê Ân", "Nguyễn Thị Ban", "Trần Văn Ước"]


def test_the_list_is_of_those_who_belonged_in_the_period(bloc: Bloc) -> None:
    left = bloc.person("Người đã chuyển", "DV1")
    Membership.objects.filter(person=left).update(until=dt.date(2022, 6, 30))
    bloc.person("Người đang sinh hoạt", "DV2")
    assert names(bloc.open("cell", "organisations:person_list")) == ["Người đang sinh hoạt"]
    assert len(names(bloc.open("cell", "organisations:person_list", when="2021"))) == 2


def test_a_person_is_enrolled_with_membership_and_posts(bloc: Bloc) -> None:
    answer = bloc.send("cell", "organisations:person_create", said=SAID)
    assert answer.status_code == 302, answer.context["form"].errors
    person = Person.objects.get(code="DV007")
    membership = person.memberships.get()
    assert (membership.organisation, membership.since, membership.is_head) == (
        bloc.places["DSO"],
        dt.date(2015, 6, 1),
        True,
    )
    assert dict(membership.posts.values_list("sort", "title")) == {"party": "Bí thư Chi bộ", "state": "Chi cục trưởng"}
    row = bloc.open("cell", "organisations:person_list").content.decode()
    assert "Bí thư Chi bộ; Chi cục trưởng" in row
    assert "người đứng đầu" in row


def test_a_correction_keeps_one_membership_and_drops_empty_posts(bloc: Bloc) -> None:
    bloc.send("cell", "organisations:person_create", said=SAID)
    person = Person.objects.get(code="DV007")
    form = bloc.open("cell", "organisations:person_edit", person.pk).content.decode()
    assert 'value="05/03/1985"' in form
    assert 'value="Bí thư Chi bộ"' in form
    said = {**SAID, "full_name": "Lò Thị Mai", "state": "", "version": "1"}
    answer = bloc.send("cell", "organisations:person_edit", person.pk, said=said)
    assert answer.status_code == 302, answer.context["form"].errors
    person.refresh_from_db()
    assert person.full_name == "Lò Thị Mai"
    assert list(person.memberships.get().posts.values_list("title", flat=True)) == ["Bí thư Chi bộ"]
    assert bloc.send("cell", "organisations:person_edit", person.pk, said=said).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"birth_date": "31/02/1985"}, "«31/02/1985» không phải là ngày có thật."),
        ({"organisation": "Chi bộ Báo tỉnh (BAO)"}, "Không tìm thấy «Chi bộ Báo tỉnh (BAO)»"),
        ({"since": "02/01/2020", "until": "01/01/2020"}, "Đến ngày phải bằng hoặc sau Từ ngày."),
        ({"code": ""}, "Cần nhập mã người."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_kept(bloc: Bloc, wrong: dict[str, str], words: str) -> None:
    answer = bloc.send("cell", "organisations:person_create", said={**SAID, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Person.objects.exists()
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [("sibling", "KBN", 404), ("foreign", "BAO", 404), ("inspector", "DUK", 403), ("member", "DSO", 404)],
)
def test_others_change_nothing(bloc: Bloc, name: str, place: str, status: int) -> None:
    person = bloc.person("Lò Thị Mây", "DV1")
    said = {**SAID, "version": "1"}
    assert bloc.send(name, "organisations:person_edit", person.pk, said=said, place=place).status_code == status
    person.refresh_from_db()
    assert person.code == "DV1"


def test_a_person_cannot_be_moved_into_an_organisation_of_others(bloc: Bloc) -> None:
    person = bloc.person("Hoàng Văn Ước", "DV2", "BAO")
    said = {**SAID, "code": "DV2", "version": "1"}
    assert bloc.send("foreign", "organisations:person_edit", person.pk, said=said, place="BAO").status_code == 422
    assert person.memberships.get().organisation == bloc.places["BAO"]


MOVE = {**SAID, "organisation": "Chi bộ Kiểm soát bệnh tật (KBN)", "version": "1"}


def moved(bloc: Bloc, since: str) -> tuple[Person, Any]:
    """Return the person and the answer to the committee above moving them."""
    bloc.send("cell", "organisations:person_create", said=SAID)
    person, said = Person.objects.get(code="DV007"), {**MOVE, "since": since}
    return person, bloc.send("secretary", "organisations:person_edit", person.pk, said=said, place="YTE")


def test_another_organisation_is_a_dated_move(bloc: Bloc) -> None:
    person, answer = moved(bloc, "01/02/2023")
    assert answer.status_code == 302
    left, new = person.memberships.order_by("pk")
    assert (left.organisation.code, left.until) == ("DSO", dt.date(2023, 1, 31))
    assert (new.organisation.code, new.since, new.until) == ("KBN", dt.date(2023, 2, 1), None)
    for membership in (left, new):
        assert list(membership.posts.values_list("title", flat=True)) == ["Bí thư Chi bộ", "Chi cục trưởng"]


@pytest.mark.parametrize(
    ("since", "words"),
    [("01/06/2015", "ngày bắt đầu ở nơi mới"), ("", "ngày bắt đầu ở nơi mới"), ("01/05/2015", "nơi cũ (01/06/2015)")],
)
def test_a_move_without_its_day_is_told(bloc: Bloc, since: str, words: str) -> None:
    person, answer = moved(bloc, since)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert person.memberships.get().organisation == bloc.places["DSO"]


def test_someone_of_another_organisation_cannot_be_drawn_away(bloc: Bloc) -> None:
    person = bloc.person("Hoàng Văn Ước", "DV2", "BAO")
    Membership.objects.create(person=person, organisation=bloc.places["DSO"], is_main=False)
    said = {**SAID, "code": "DV2", "since": "01/02/2023", "version": "1"}
    assert bloc.send("cell", "organisations:person_edit", person.pk, said=said).status_code == 403
    main = person.memberships.get(is_main=True)
    main.organisation = bloc.places["DSO"]
    with pytest.raises(Forbidden):
        update_person(actor=bloc.actor("cell"), person=person, membership=main, posts={})
    assert person.memberships.get(is_main=True).organisation == bloc.places["BAO"]


def test_groups_are_kept_and_told_in_the_log(bloc: Bloc) -> None:
    bloc.send("cell", "organisations:person_create", said={**SAID, "groups": ["cadre", "union_member"]})
    person = Person.objects.get(code="DV007")
    assert set(person.groups.values_list("name", flat=True)) == {"cadre", "union_member"}
    form = bloc.open("cell", "organisations:person_edit", person.pk).context["form"]
    assert set(form["groups"].value()) == {"cadre", "union_member"}
    said = {**SAID, "groups": ["worker"], "party": "Phó Bí thư", "version": "1"}
    assert bloc.send("cell", "organisations:person_edit", person.pk, said=said).status_code == 302
    assert list(person.groups.values_list("name", flat=True)) == ["worker"]
    entries = [entry.after or "" for entry in Entry.objects.filter(event="person.updated", subject_id=person.pk)]
    assert any('"Nhóm":"Người lao động"' in after for after in entries)
    assert any('"Chức vụ Đảng":"Phó Bí thư"' in after for after in entries)


def test_what_does_not_change_leaves_no_trace_but_the_persons(bloc: Bloc) -> None:
    bloc.send("cell", "organisations:person_create", said=SAID)
    person = Person.objects.get(code="DV007")
    before = Entry.objects.count()
    assert bloc.send("cell", "organisations:person_edit", person.pk, said={**SAID, "version": "1"}).status_code == 302
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_list_takes_few_queries(bloc: Bloc, rows: int) -> None:
    with transaction.atomic():
        for index in range(rows):
            bloc.person(f"Nguyễn Văn {index}", f"DV{index}")
    assert bloc.queries("officer", "organisations:person_list", place="YTE") <= 12
