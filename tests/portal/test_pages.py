"""The pages of an organisation and of a person: what they tell, and to whom."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from neuguong.organisations.actions import move_organisation
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

SECRET = "Bỏ thuốc lá ở cơ quan"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def model(bloc: Bloc, code: str, index: int = 1) -> Initiative:
    place = bloc.places[code]
    return Initiative.objects.create(organisation=place, code=f"M{index}", name=f"Mô hình {index}", registered_on=DAY)


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [
        ("officer", "DUK", 200),
        ("secretary", "YTE", 200),
        ("cell", "DSO", 200),
        ("sibling", "KBN", 404),
        ("foreign", "BAO", 404),
    ],
)
@pytest.mark.parametrize("page", ["portal:organisation", "portal:story"])
def test_an_organisation_is_opened_by_those_who_reach_it(
    bloc: Bloc, page: str, name: str, place: str, status: int
) -> None:
    assert bloc.open(name, page, bloc.places["DSO"].pk, place=place).status_code == status


def test_it_shows_the_line_above_and_what_is_below(bloc: Bloc) -> None:
    answer = bloc.open("officer", "portal:organisation", bloc.places["YTE"].pk, place="DUK")
    assert [one.code for one in answer.context["above"]] == ["DUK"]
    assert [one.code for one in answer.context["branches"]] == ["DSO", "KBN"]


def test_only_those_who_may_are_offered_changes(bloc: Bloc) -> None:
    def offered(name: str, place: str) -> list[str]:
        answer = bloc.open(name, "portal:organisation", bloc.places["DSO"].pk, place=place)
        return [str(link.text) for link in answer.context["actions"]]

    assert offered("officer", "DUK") == ["Làm việc tại đây", "Sửa", "Ghi sự kiện tổ chức"]
    assert offered("cell", "DSO") == ["Làm việc tại đây", "Sửa"]
    assert offered("inspector", "DUK") == ["Làm việc tại đây"]


def test_the_story_tells_records_of_its_own_and_figures_of_all_below(bloc: Bloc) -> None:
    model(bloc, "DSO", 1)
    model(bloc, "YTE", 2)
    answer = bloc.open("secretary", "portal:story", bloc.places["YTE"].pk, place="YTE")
    assert [event.title for event in answer.context["events"]] == ["Mô hình 2"]
    figures = {one.indicator: one.value for one in answer.context["figures"]}
    assert figures["models_registered"] == 2


def test_a_move_is_told_with_its_days(bloc: Bloc) -> None:
    place = bloc.places["DSO"]
    move_organisation(
        actor=bloc.actor("officer"), organisation=place, parent=bloc.places["DUK"], since=dt.date(2023, 7, 1)
    )
    answer = bloc.open("officer", "portal:story", place.pk, place="DUK")
    assert "Đảng bộ Sở Y tế" in answer.content.decode()
    assert "từ 01/07/2023" in answer.content.decode()
    assert "đến 30/06/2023" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [
        ("officer", "DUK", 200),
        ("secretary", "YTE", 200),
        ("cell", "DSO", 200),
        ("inspector", "DUK", 200),
        ("sibling", "KBN", 404),
        ("foreign", "BAO", 404),
        ("member", "DSO", 404),
    ],
)
def test_a_person_is_opened_by_those_who_keep_the_lists(bloc: Bloc, name: str, place: str, status: int) -> None:
    person = bloc.person("Lò Thị Mây", "DV1")
    assert bloc.open(name, "portal:person", person.pk, place=place).status_code == status


def test_someone_opens_their_own_page(bloc: Bloc) -> None:
    person = bloc.person("Lò Thị Mây", "DV1")
    person.account = bloc.users["member"]
    person.save()
    assert bloc.open("member", "portal:person", person.pk).status_code == 200


@pytest.mark.parametrize(("name", "place"), [("officer", "DUK"), ("secretary", "YTE"), ("cell", "DSO")])
def test_a_person_s_page_tells_that_they_signed_and_never_what(bloc: Bloc, name: str, place: str) -> None:
    person = bloc.person("Lò Thị Mây", "DV1")
    years = {"first_year": 2023, "last_year": 2023}
    Commitment.objects.create(person=person, organisation=bloc.places["DSO"], signed_on=DAY, content=SECRET, **years)
    answer = bloc.open(name, "portal:person", person.pk, place=place)
    assert [(event.title, str(event.word)) for event in answer.context["events"]] == [("2023", "bản cam kết")]
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_they_take_few_queries(bloc: Bloc, rows: int) -> None:
    person = bloc.person("Lò Thị Mây", "DV1")
    with transaction.atomic():
        for index in range(rows):
            model(bloc, "DSO", index)
            years = {"first_year": 1000 + index, "last_year": 1000 + index}
            Commitment.objects.create(person=person, organisation=bloc.places["DSO"], signed_on=DAY, **years)
    for page, pk in (
        ("portal:organisation", bloc.places["DSO"].pk),
        ("portal:story", bloc.places["DSO"].pk),
        ("portal:person", person.pk),
    ):
        assert count(bloc, page, pk) <= 12, page


def count(bloc: Bloc, page: str, pk: int) -> int:
    bloc.open("officer", page, pk, place="DUK")
    with CaptureQueriesContext(connection) as captured:
        assert bloc.open("officer", page, pk, place="DUK").status_code == 200
    return len(captured)
