"""The register of people: who sees whom, enrolling and correcting with membership and posts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from neuguong.core import clock
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


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_list_takes_few_queries(bloc: Bloc, rows: int) -> None:
    with transaction.atomic():
        for index in range(rows):
            bloc.person(f"Nguyễn Văn {index}", f"DV{index}")
    assert bloc.queries("officer", "organisations:person_list", place="YTE") <= 12
