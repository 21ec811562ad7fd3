"""Undoing an event while later ones stand: refused by the name of what is in the way, or exact; and where it leads."""

import datetime as dt

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.organisations import actions
from neuguong.organisations.actions import Shares
from neuguong.organisations.models import Kind, LifeEvent, Membership, Organisation
from tests.bloc import Bloc, found_bloc
from tests.organisations.test_event_pages import SENT, sent
from tests.organisations.test_life_property import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, LATER = dt.date(2023, 7, 1), dt.date(2023, 9, 1)


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def fresh(code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def new(code: str) -> Organisation:
    return Organisation(code=code, name=f"Đảng bộ {code}", kind=Kind.BASE_COMMITTEE, parent=fresh("DUK"))


def _merged() -> LifeEvent:
    both = [fresh("YTE"), fresh("BAO")]
    return actions.merge_organisations(actor=SYSTEM, organisations=both, into=new("MOI"), date=DAY)


@pytest.mark.parametrize("taken", ["a child", "a person", "all"])
def test_a_merger_waits_for_who_took_part_of_what_it_made(bloc: Bloc, taken: str) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "BAO")
    start = state()
    first = _merged()
    between = state()
    shares = {
        "a child": Shares(children={fresh("DSO").pk: 0}),
        "a person": Shares(people={person.pk: 0}),
        "all": Shares(rest=0),
    }[taken]
    one, heirs = fresh("MOI"), [new("HAI")]
    later = actions.split_organisation(
        actor=SYSTEM, organisation=one, into=heirs, shares=shares, date=LATER, ends=taken == "all"
    )
    before = state()
    with pytest.raises(Refusal, match=r"Chưa hoàn tác được «Sáp nhập» ngày 01/07/2023: .* đã có thay đổi sau đó"):
        actions.undo_event(actor=SYSTEM, event=first)
    assert state() == before
    actions.undo_event(actor=SYSTEM, event=later)
    assert state() == between
    actions.undo_event(actor=SYSTEM, event=first)
    assert state() == start


def test_a_merger_goes_back_exactly_beside_one_that_took_nothing_of_it(bloc: Bloc) -> None:
    """BAO, where somebody is, went up in YTE; later another did, and both can go back in either order."""
    bloc.person("Lê Thị Mây", "P1", "BAO")
    actions.found_organisation(actor=SYSTEM, organisation=new("HAI"))
    first = actions.merge_organisations(actor=SYSTEM, organisations=[fresh("BAO")], into=fresh("YTE"), date=DAY)
    actions.merge_organisations(actor=SYSTEM, organisations=[fresh("HAI")], into=fresh("YTE"), date=LATER)
    actions.undo_event(actor=SYSTEM, event=first)
    assert (fresh("BAO").until, fresh("BAO").parent) == (None, fresh("DUK"))
    assert Membership.objects.get().organisation == fresh("BAO")
    assert fresh("HAI").until == LATER - dt.timedelta(days=1)


def test_nothing_comes_back_below_what_has_ended_since(bloc: Bloc) -> None:
    actions.found_organisation(actor=SYSTEM, organisation=new("HAI"))
    moves = []
    for code in ("DSO", "KBN"):
        actions.move_organisation(actor=SYSTEM, organisation=fresh(code), parent=fresh("HAI"), since=DAY)
        moves.append(LifeEvent.objects.latest("pk"))
    end = actions.dissolve_organisation(actor=SYSTEM, organisation=fresh("YTE"), date=LATER)
    before = state()
    with pytest.raises(Refusal, match="Đảng bộ Sở Y tế đã kết thúc ngày 31/08/2023"):
        actions.undo_event(actor=SYSTEM, event=moves[0])
    assert state() == before
    actions.undo_event(actor=SYSTEM, event=end)
    actions.undo_event(actor=SYSTEM, event=moves[0])
    assert fresh("DSO").parent == fresh("YTE")


@pytest.mark.parametrize("kind", list(SENT))
def test_undoing_leads_to_a_page_that_is_there(bloc: Bloc, kind: str) -> None:
    code = SENT[kind][0]
    one = bloc.places[code]
    bloc.send("officer", "organisations:event", one.pk, kind, said=sent(bloc, kind, confirmed="1"), place="DUK")
    event = LifeEvent.objects.get()
    undone = bloc.send("officer", "organisations:undo", event.pk, said={}, place="DUK")
    assert undone.status_code == 302
    page = bloc.client("officer").get(undone.url)
    assert page.status_code == 200
    assert one.name in page.content.decode()
    assert f"/{one.pk}/" in undone.url
