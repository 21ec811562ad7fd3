"""Open transfers at a body that ends: carried to the successor or withdrawn by rule, told before, undone exactly."""

import datetime as dt
from collections.abc import Callable

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.organisations import actions
from neuguong.organisations.actions import Shares
from neuguong.organisations.models import LifeEvent, Organisation, Person, Transfer
from tests.bloc import Bloc, found_bloc
from tests.organisations.test_life_events import fresh, new
from tests.organisations.test_life_property import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY = dt.date(2023, 7, 1)
LATER = dt.date(2023, 8, 1)
EARLIER = dt.date(2023, 6, 1)
Event = Callable[[Bloc], object]


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def ask(bloc: Bloc, code: str, origin: str, target: str, day: dt.date = LATER) -> Person:
    """Have someone wait to go from one place to another."""
    person = bloc.person("Lê Thị Mây", code, origin)
    places = {"origin": bloc.places[origin], "target": bloc.places[target]}
    Transfer.objects.create(person=person, day=day, side="sender", asked_by="CB", **places)
    return person


def _merge(code: str, into: str) -> Event:
    return lambda bloc: actions.merge_organisations(
        actor=SYSTEM, organisations=[fresh(bloc, code)], into=fresh(bloc, into), date=DAY
    )


def _dissolve(bloc: Bloc) -> object:
    return actions.dissolve_organisation(
        actor=SYSTEM, organisation=fresh(bloc, "BAO"), date=DAY, rest=fresh(bloc, "KBN")
    )


def _dissolve_to_nowhere(bloc: Bloc) -> object:
    return actions.dissolve_organisation(actor=SYSTEM, organisation=fresh(bloc, "BAO"), date=DAY)


def _split(bloc: Bloc, *, ends: bool = True) -> object:
    people = dict.fromkeys(Person.objects.values_list("pk", flat=True), 0)
    return actions.split_organisation(
        actor=SYSTEM,
        organisation=fresh(bloc, "BAO"),
        into=[new(bloc, "M1")],
        shares=Shares(people=people),
        date=DAY,
        ends=ends,
    )


def _split_off(bloc: Bloc) -> object:
    return _split(bloc, ends=False)


def _fold(code: str, into: str) -> Event:
    return lambda bloc: actions.fold_duplicate(actor=SYSTEM, duplicate=fresh(bloc, code), real=fresh(bloc, into))


# What: from where to where, for which day, the event; and what the request is after it.
CASES: dict[str, tuple[tuple[str, str, dt.date], Event, tuple[str, str, str]]] = {
    "left body merged": (("BAO", "DSO", LATER), _merge("BAO", "KBN"), ("asked", "KBN", "DSO")),
    "left body merged into where one goes": (("BAO", "DSO", LATER), _merge("BAO", "DSO"), ("withdrawn", "BAO", "DSO")),
    "left body merged, day passed": (("BAO", "DSO", EARLIER), _merge("BAO", "KBN"), ("withdrawn", "BAO", "DSO")),
    "left body merged on that day": (("BAO", "DSO", DAY), _merge("BAO", "KBN"), ("withdrawn", "BAO", "DSO")),
    "left body dissolved": (("BAO", "DSO", LATER), _dissolve, ("asked", "KBN", "DSO")),
    "left body dissolved to nowhere": (("BAO", "DSO", LATER), _dissolve_to_nowhere, ("withdrawn", "BAO", "DSO")),
    "left body split": (("BAO", "DSO", LATER), _split, ("asked", "M1", "DSO")),
    "left body split off from": (("BAO", "DSO", LATER), _split_off, ("asked", "M1", "DSO")),
    "new body merged": (("DSO", "BAO", LATER), _merge("BAO", "KBN"), ("asked", "DSO", "KBN")),
    "new body merged on that day": (("DSO", "BAO", DAY), _merge("BAO", "KBN"), ("asked", "DSO", "KBN")),
    "new body merged, day passed": (("DSO", "BAO", EARLIER), _merge("BAO", "KBN"), ("withdrawn", "DSO", "BAO")),
    "new body merged into where one is": (("DSO", "BAO", LATER), _merge("BAO", "DSO"), ("withdrawn", "DSO", "BAO")),
    "new body dissolved": (("DSO", "BAO", LATER), _dissolve, ("withdrawn", "DSO", "BAO")),
    "new body split": (("DSO", "BAO", LATER), _split, ("withdrawn", "DSO", "BAO")),
    "left body a duplicate": (("BAO", "DSO", LATER), _fold("BAO", "KBN"), ("asked", "KBN", "DSO")),
    "new body a duplicate": (("DSO", "BAO", LATER), _fold("BAO", "KBN"), ("asked", "DSO", "KBN")),
    "both were one": (("KBN", "BAO", LATER), _fold("BAO", "KBN"), ("withdrawn", "KBN", "KBN")),
    "elsewhere": (("DSO", "KBN", LATER), _dissolve, ("asked", "DSO", "KBN")),
}


@pytest.mark.parametrize("case", list(CASES))
def test_an_open_request_goes_on_or_is_withdrawn(bloc: Bloc, case: str) -> None:
    asked, event, wanted = CASES[case]
    ask(bloc, "P1", *asked)
    before = state()
    event(bloc)
    one = Transfer.objects.select_related("origin", "target").get()
    assert (one.state, one.origin.code, one.target.code) == wanted
    if one.state == "withdrawn":
        assert one.reason.startswith("Sự kiện tổ chức «")
        assert one.answered_on == dt.date(2024, 1, 15)
    actions.undo_event(actor=SYSTEM, event=LifeEvent.objects.latest("pk"))
    assert state() == before


def test_a_carried_request_can_be_agreed_to(bloc: Bloc) -> None:
    person = ask(bloc, "P1", "BAO", "DSO")
    _merge("BAO", "KBN")(bloc)
    actions.accept_transfer(actor=SYSTEM, transfer=Transfer.objects.get())
    homes = list(person.memberships.order_by("pk").values_list("organisation__code", "since", "until"))
    assert homes == [
        ("BAO", None, dt.date(2023, 6, 30)),
        ("KBN", DAY, dt.date(2023, 7, 31)),
        ("DSO", LATER, None),
    ]
    with pytest.raises(Refusal, match="đã có thay đổi sau đó"):
        actions.undo_event(actor=SYSTEM, event=LifeEvent.objects.latest("pk"))


def test_no_request_comes_back_beside_a_newer_one(bloc: Bloc) -> None:
    person = ask(bloc, "P1", "BAO", "DSO", DAY)
    _merge("BAO", "KBN")(bloc)
    places = {"origin": bloc.places["KBN"], "target": bloc.places["DSO"]}
    newer = Transfer.objects.create(person=person, day=LATER, side="sender", asked_by="CB", **places)
    before = state()
    with pytest.raises(Refusal, match="đã có yêu cầu chuyển sinh hoạt khác"):
        actions.undo_event(actor=SYSTEM, event=LifeEvent.objects.latest("pk"))
    assert state() == before
    newer.delete()
    actions.undo_event(actor=SYSTEM, event=LifeEvent.objects.latest("pk"))
    assert Transfer.objects.get().state == "asked"


def test_the_preview_tells_what_becomes_of_each_request(bloc: Bloc) -> None:
    ask(bloc, "P1", "BAO", "DSO")
    ask(bloc, "P2", "YTE", "BAO", EARLIER)
    ask(bloc, "P3", "DSO", "KBN")
    about = [Organisation.objects.get(code=code) for code in ("BAO", "KBN")]
    preview = actions.preview_event(lambda: _merge("BAO", "KBN")(bloc), about=about, day=DAY)
    assert [(one.origin, one.target, one.is_withdrawn) for one in preview.transfers] == [
        ("Chi bộ Kiểm soát bệnh tật", "Chi bộ Chi cục Dân số", False),
        ("Đảng bộ Sở Y tế", "Chi bộ Báo tỉnh", True),
    ]
    assert set(Transfer.objects.values_list("state", flat=True)) == {"asked"}
    said = {"into": "Chi bộ Kiểm soát bệnh tật (KBN)", "date": "01/07/2023"}
    page = bloc.send("officer", "organisations:event", bloc.places["BAO"].pk, "merged", said=said, place="DUK")
    assert "rút yêu cầu" in page.content.decode()
    assert "Chuyển sinh hoạt đang chờ" in page.content.decode()
