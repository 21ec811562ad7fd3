"""Where bodies come from, what became of them, and which go on as the same."""

import datetime as dt

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.organisations import actions
from neuguong.organisations.actions import REACTIONS, Happening, Shares
from neuguong.organisations.models import EventKind, Group, Kind, LifePart, Organisation
from neuguong.organisations.queries.lineage import body, events_of, forebears, goes_on, heirs, lineage
from neuguong.organisations.queries.telling import fate, told
from tests.bloc import Bloc, found_bloc

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, LATER = dt.date(2023, 3, 1), dt.date(2023, 9, 1)


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def one(code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def new(code: str) -> Organisation:
    return Organisation(code=code, name=f"Đảng bộ {code}", kind=Kind.BASE_COMMITTEE, parent=one("DUK"))


def merge(code: str, into: Organisation, day: dt.date = DAY) -> Organisation:
    actions.merge_organisations(actor=SYSTEM, organisations=[one(code)], into=into, date=day)
    return one(into.code)


def test_a_lineage_goes_through_several_events(bloc: Bloc) -> None:
    middle = merge("BAO", new("M1"))
    last = merge("M1", one("YTE"), LATER)
    (tie,) = forebears(last)
    assert (tie.organisation, tie.event.date, tie.name) == (middle, LATER, "Đảng bộ M1")
    assert [further.organisation.code for further in tie.further] == ["BAO"]
    (tie,) = heirs(one("BAO"))
    assert tie.organisation == middle
    assert [further.organisation for further in tie.further] == [last]
    assert not lineage(one("KBN"))
    assert fate(one("BAO")) == "đã kết thúc 28/02/2023, sáp nhập vào Đảng bộ M1"


def test_name_kind_and_place_leave_the_body_the_same(bloc: Bloc) -> None:
    actions.rename_organisation(actor=SYSTEM, organisation=one("DSO"), name="Chi bộ X", date=DAY)
    actions.change_kind(actor=SYSTEM, organisation=one("DSO"), kind=Kind.SECTION, date=DAY)
    actions.move_organisation(actor=SYSTEM, organisation=one("DSO"), parent=one("DUK"), since=DAY)
    events = events_of(one("DSO"))
    assert [event.kind for event in events] == [EventKind.RENAMED, EventKind.KIND_CHANGED, EventKind.MOVED]
    assert all(goes_on(event, one("DSO")) for event in events)
    assert told(events[0], one("DSO")) == "Trước đó: Chi bộ Chi cục Dân số"
    assert body(one("DSO")) == {one("DSO").pk}


def test_of_a_merger_only_the_body_that_was_there_goes_on(bloc: Bloc) -> None:
    merge("BAO", one("YTE"))
    (event,) = events_of(one("BAO"))
    assert goes_on(event, one("YTE"))
    assert not goes_on(event, one("BAO"))
    merge("YTE", new("M1"), LATER)
    event = events_of(one("M1"))[0]
    assert not goes_on(event, one("M1"))
    assert not goes_on(event, one("YTE"))
    assert goes_on(event, one("DSO"))


@pytest.mark.parametrize("ends", [True, False])
def test_of_a_split_nobody_new_goes_on(bloc: Bloc, ends: bool) -> None:
    actions.split_organisation(
        actor=SYSTEM, organisation=one("YTE"), into=[new("M1")], shares=Shares(rest=0), date=DAY, ends=ends
    )
    (event,) = events_of(one("YTE"))
    assert not goes_on(event, one("M1"))
    assert goes_on(event, one("YTE")) is not ends


def test_a_duplicate_is_of_the_body(bloc: Bloc) -> None:
    actions.fold_duplicate(actor=SYSTEM, duplicate=one("BAO"), real=one("YTE"))
    assert body(one("YTE")) == {one("YTE").pk, one("BAO").pk}
    assert fate(one("BAO")) == "bản trùng, gộp vào Đảng bộ Sở Y tế"


def test_what_higher_rooms_do_at_an_event_is_undone_with_it(bloc: Bloc) -> None:
    group = Group.objects.create(name="Bộ quy tắc của Báo")

    def retire(happening: Happening) -> None:
        if any(part.role == LifePart.Role.FROM for part in happening.parts.values()):
            happening.journal.change(group, "group.retired", name="Đã thôi dùng")

    REACTIONS.append(retire)
    try:
        merge("BAO", one("YTE"))
    finally:
        REACTIONS.remove(retire)
    assert Group.objects.get().name == "Đã thôi dùng"
    actions.undo_event(actor=SYSTEM, event=events_of(one("BAO"))[0])
    assert Group.objects.get().name == "Bộ quy tắc của Báo"
