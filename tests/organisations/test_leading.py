"""Who leads an organisation and how many belong there, on its page."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import enrol_person
from neuguong.organisations.models import Grant, Membership, Person, Post
from neuguong.organisations.queries.leading import Team, team
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

MARKS = {"Lò Thị Mây": "Bí thư", "Vàng A Pó": "Phó Bí thư Chi bộ", "Quàng Văn Sáu": "Chi ủy viên"}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def enrol(bloc: Bloc, name: str, title: str, place: str = "DSO", sort: str = "party", *, head: bool = False) -> Person:
    person = Person(full_name=name, code=f"C{Person.objects.count()}")
    held = Membership(organisation=bloc.places[place], is_head=head)
    return enrol_person(actor=SYSTEM, person=person, membership=held, posts={Post.Sort(sort): title})


def told(bloc: Bloc, name: str = "cell", place: str = "DSO") -> Team:
    found = team(bloc.actor(name), bloc.places[place], DAY)
    assert found is not None
    return found


def test_heads_and_deputies_are_told_by_mark_and_post(bloc: Bloc) -> None:
    for name, title in MARKS.items():
        enrol(bloc, name, title)
    enrol(bloc, "Tòng Văn Bảy", "Đảng ủy viên, Phó Bí thư Đảng ủy")
    enrol(bloc, "Vì Văn Mười", "Bí thư Chi bộ", "KBN")
    enrol(bloc, "Cà Văn Tám", "Phó Trưởng phòng", sort="state")
    found = told(bloc)
    assert [(one.name, one.title) for one in found.heads] == [("Lò Thị Mây", "Bí thư")]
    assert [one.name for one in found.deputies] == ["Vàng A Pó"]
    assert (found.people, told(bloc, "officer", "DUK").people) == (5, 6)
    above = told(bloc, "officer", "YTE")
    assert [(one.name, one.person) for one in above.heads] == [("Secretary", None)]
    assert [(one.name, one.title) for one in above.deputies] == [("Tòng Văn Bảy", "Phó Bí thư Đảng ủy")]
    enrol(bloc, "Hà Thị Chín", "Chi ủy viên", head=True)
    assert [one.name for one in told(bloc).heads] == ["Hà Thị Chín", "Lò Thị Mây"]


def test_without_a_post_the_role_tells_the_head(bloc: Bloc) -> None:
    assert [(one.name, one.person) for one in told(bloc).heads] == [("Cell", None)]
    person = enrol(bloc, "Lò Thị Mây", "Chi ủy viên")
    Person.objects.filter(pk=person.pk).update(account=bloc.users["cell"])
    assert [(one.name, one.person) for one in told(bloc).heads] == [("Lò Thị Mây", person.pk)]
    Grant.objects.filter(user=bloc.users["cell"]).update(until=DAY.replace(day=1))
    assert told(bloc, "secretary").heads == []


def test_only_who_reads_the_lists_is_told(bloc: Bloc) -> None:
    enrol(bloc, "Lò Thị Mây", "Bí thư")
    pk = bloc.places["DSO"].pk
    page = bloc.open("cell", "portal:organisation", pk).content.decode()
    assert "Lò Thị Mây" in page
    assert f'href="{at("DSO", "2023", "organisations:person_list")}">1 người<' in page
    for page_of in ("activities:list", "commitments:list", "initiatives:list"):
        assert at("DSO", "2023", page_of) in page
    hidden = bloc.open("member", "portal:organisation", pk).content.decode()
    assert "Lò Thị Mây" not in hidden
    assert "1 người" not in hidden
    assert team(bloc.actor("sibling"), bloc.places["DSO"], DAY) is None


@pytest.mark.parametrize("people", [1, 40])
def test_the_page_takes_few_queries(bloc: Bloc, people: int) -> None:
    for index in range(people):
        enrol(bloc, f"Người {index}", "Phó Bí thư")
    path = at("YTE", "2023", "portal:organisation", bloc.places["DSO"].pk)
    client = bloc.client("secretary")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert "Phó Bí thư" in client.get(path).content.decode()
    assert len(captured) <= 12
