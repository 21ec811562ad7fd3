"""Marking who was there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.activities.models import Attendance, Session
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import enrol_person, found_organisation
from neuguong.organisations.models import Kind, Membership, Organisation, Person
from neuguong.ui.http import at
from tests.bloc import DAY, YEAR, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.registers import MOST_QUERIES

PAGE = "activities:attendance"
NAMES = ("Vàng A Súa", "Lò Thị Ân", "Hoàng Văn Đức", "Giàng Thị Anh")


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def people(bloc: Bloc) -> dict[str, Person]:
    """Enrol the cell's people; the order of the names is not the order of the alphabet."""
    return {name: bloc.person(name, f"00{index}") for index, name in enumerate(NAMES)}


@pytest.fixture
def session(bloc: Bloc) -> Session:
    return Session.objects.create(organisation=bloc.places["DSO"], date=DAY, kind="thematic", content="Chuyên đề")


def tap(bloc: Bloc, session: Session, person: Person, presence: str, *, was: str = "", name: str = "cell") -> Any:
    """Return the answer to one tap."""
    said = {f"p{person.pk}": presence, f"was{person.pk}": was}
    target = {"HX-Request": "true", "HX-Target": f"person-{person.pk}"}
    return bloc.client(name).post(at("DSO", YEAR, PAGE, session.pk), said, headers=target)


def noted(session: Session) -> dict[str, str]:
    return dict(Attendance.objects.filter(session=session).values_list("person__full_name", "presence"))


@pytest.mark.usefixtures("people")
def test_people_stand_by_their_given_names(bloc: Bloc, session: Session) -> None:
    lines = bloc.open("cell", "activities:detail", session.pk).context["roll"].lines
    assert [line.name for line in lines] == ["Giàng Thị Anh", "Lò Thị Ân", "Hoàng Văn Đức", "Vàng A Súa"]


def test_a_tap_marks_one_person(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    answer = tap(bloc, session, people["Lò Thị Ân"], "excused")
    html = answer.content.decode()
    assert noted(session) == {"Lò Thị Ân": "excused"}
    assert f'id="person-{people["Lò Thị Ân"].pk}"' in html
    assert "Vàng A Súa" not in html
    assert "Có mặt 0/1 · có lý do 1 · chưa ghi 3 · Đã lưu lúc 09:00:00" in html
    tap(bloc, session, people["Lò Thị Ân"], "present", was="excused")
    assert noted(session) == {"Lò Thị Ân": "present"}
    tap(bloc, session, people["Lò Thị Ân"], "", was="present")
    assert noted(session) == {}
    told = Entry.objects.filter(event="attendance.marked").order_by("pk")
    assert [(bool(entry.before), bool(entry.after)) for entry in told] == [(False, True), (True, True), (True, False)]
    assert {entry.organisation_id for entry in told} == {bloc.places["DSO"].pk}


def test_the_whole_form_works_without_javascript(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    first, second, third, _fourth = people.values()
    said = {f"p{first.pk}": "present", f"p{second.pk}": "absent", f"p{third.pk}": ""}
    answer = bloc.send("cell", PAGE, session.pk, said={**said, f"was{third.pk}": ""})
    assert answer.status_code == 302
    assert noted(session) == {first.full_name: "present", second.full_name: "absent"}
    assert "Có mặt 1/2 · vắng 1 · chưa ghi 2" in bloc.client("cell").get(answer.url).content.decode()


def test_a_form_left_open_undoes_nothing(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    first, second = list(people.values())[:2]
    tap(bloc, session, first, "absent")
    said = {f"p{first.pk}": "", f"was{first.pk}": "", f"p{second.pk}": "present", f"was{second.pk}": ""}
    bloc.send("cell", PAGE, session.pk, said=said)
    assert noted(session) == {first.full_name: "absent", second.full_name: "present"}


def test_the_rest_were_there(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    absent = people["Vàng A Súa"]
    tap(bloc, session, absent, "absent")
    headers = {"HX-Request": "true", "HX-Target": "attendance"}
    answer = bloc.client("cell").post(at("DSO", YEAR, PAGE, session.pk), {"rest": "present"}, headers=headers)
    assert noted(session) == {name: "absent" if name == absent.full_name else "present" for name in NAMES}
    html = answer.content.decode()
    assert "Có mặt 3/4 · vắng 1" in html
    assert "<html" not in html
    assert 'name="rest"' not in html


def test_a_page_of_its_own_shows_the_list(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    html = bloc.open("cell", PAGE, session.pk).content.decode()
    assert "<html" in html
    assert all(name in html for name in people)


def test_a_list_can_be_narrowed(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    tap(bloc, session, people["Vàng A Súa"], "absent")
    tap(bloc, session, people["Lò Thị Ân"], "present")

    def names(**query: str) -> list[str]:
        return [line.name for line in bloc.open("cell", PAGE, session.pk, **query).context["roll"].lines]

    assert names(show="absent") == ["Vàng A Súa"]
    assert names(show="listed") == ["Lò Thị Ân", "Vàng A Súa"]
    assert names(show="unmarked") == ["Giàng Thị Anh", "Hoàng Văn Đức"]
    assert names(q="duc") == ["Hoàng Văn Đức"]
    assert names(q="khong co") == []


def test_a_large_list_begins_with_those_on_it(bloc: Bloc, session: Session) -> None:
    people = [bloc.person(f"Lý Thị {index}", f"L{index}") for index in range(61)]
    assert len(bloc.open("cell", PAGE, session.pk).context["roll"].lines) == 60
    tap(bloc, session, people[7], "present")
    assert [line.pk for line in bloc.open("cell", PAGE, session.pk).context["roll"].lines] == [people[7].pk]
    page = bloc.open("cell", PAGE, session.pk, show="all").context["roll"]
    assert len(bloc.client("cell").get(page.next).context["roll"].lines) == 1


def test_a_whole_bloc_is_not_marked_at_once(bloc: Bloc, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(3):
        bloc.person(f"Lý Thị {index}", f"L{index}")
    monkeypatch.setattr("neuguong.activities.roll.AT_ONCE", 3)
    assert "Ghi có mặt cho 3 người chưa ghi" in bloc.open("cell", PAGE, session.pk).content.decode()
    bloc.person("Lý Thị 3", "L3")
    assert 'name="rest"' not in bloc.open("cell", PAGE, session.pk).content.decode()


def test_a_meeting_is_for_members_and_study_for_everyone(bloc: Bloc, session: Session) -> None:
    office = Organisation(code="DSO.P", name="Phòng Dân số", kind=Kind.COLLECTIVE, parent=bloc.places["DSO"])
    bloc.places["DSO.P"] = found_organisation(actor=SYSTEM, organisation=office)
    bloc.person("Lò Thị Ân", "001")
    bloc.person("Vàng A Súa", "002", "DSO.P")
    assert [line.name for line in bloc.open("cell", PAGE, session.pk).context["roll"].lines] == ["Lò Thị Ân"]
    Session.objects.update(kind="study")
    lines = bloc.open("cell", PAGE, session.pk).context["roll"].lines
    assert [(line.name, line.places) for line in lines] == [("Lò Thị Ân", ""), ("Vàng A Súa", "Phòng Dân số")]


def test_the_exempt_and_those_who_left_are_not_due(bloc: Bloc, session: Session) -> None:
    kinds: tuple[dict[str, Any], ...] = (
        {"is_exempt": True},
        {"until": DAY.replace(day=9)},
        {"since": DAY.replace(day=11)},
    )
    for index, dates in enumerate(kinds):
        person = Person(full_name=f"Lò Thị {index}", code=f"X{index}")
        membership = Membership(organisation=bloc.places["DSO"], **dates)
        enrol_person(actor=SYSTEM, person=person, membership=membership, posts={})
    assert bloc.open("cell", PAGE, session.pk).context["roll"].lines == []


def test_a_person_from_elsewhere_is_refused(bloc: Bloc, session: Session) -> None:
    stranger = bloc.person("Lò Văn Xa", "900", "BAO")
    answer = tap(bloc, session, stranger, "present", name="officer")
    assert answer.status_code == 422
    assert noted(session) == {}


def test_what_is_no_mark_is_refused(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    answer = tap(bloc, session, people["Vàng A Súa"], "maybe")
    assert answer.status_code == 422
    assert "không phải là cách điểm danh" in answer.content.decode()
    said = {"p²": "present", "px": "present", f"p{'9' * 30}": "present", "page": "2"}
    assert bloc.send("cell", PAGE, session.pk, said=said).status_code == 302
    assert noted(session) == {}


@pytest.mark.parametrize(("name", "status"), [("inspector", 403), ("member", 403), ("sibling", 404), ("foreign", 404)])
def test_others_mark_nobody(bloc: Bloc, session: Session, people: dict[str, Person], name: str, status: int) -> None:
    place = {"sibling": "KBN", "foreign": "BAO"}.get(name, "DSO")
    person = people["Vàng A Súa"]
    for said in ({f"p{person.pk}": "present"}, {"rest": "present"}):
        assert bloc.send(name, PAGE, session.pk, said=said, place=place).status_code == status
    assert noted(session) == {}


def test_an_inspector_reads_the_list_without_buttons(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    tap(bloc, session, people["Vàng A Súa"], "absent")
    html = bloc.open("inspector", "activities:detail", session.pk).content.decode()
    assert "Vàng A Súa" in html
    assert "vắng</span>" in html
    assert 'type="radio"' not in html


def test_a_member_reads_their_own_line_only(bloc: Bloc, session: Session, people: dict[str, Person]) -> None:
    own = people["Lò Thị Ân"]
    Person.objects.filter(pk=own.pk).update(account=bloc.users["member"])
    for person in people.values():
        tap(bloc, session, person, "present")
    html = bloc.open("member", "activities:detail", session.pk).content.decode()
    assert own.full_name in html
    assert "Vàng A Súa" not in html
    assert "Có mặt 4/4" in html


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_list_takes_few_queries(bloc: Bloc, session: Session, number: int) -> None:
    for index in range(number):
        bloc.person(f"Lý Thị {index}", f"L{index}")
    bloc.open("cell", "activities:detail", session.pk)
    with CaptureQueriesContext(connection) as captured:
        assert bloc.open("cell", "activities:detail", session.pk).status_code == 200
    assert len(captured) <= MOST_QUERIES, "\n".join(query["sql"][:300] for query in captured)
