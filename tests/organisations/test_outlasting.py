"""A body that would end before the days of its own records: told, refused until it was seen, and then as they are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from neuguong.activities.models import Issue, Session
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.core.models import Record
from neuguong.directives.models import Finding, FindingStatus, Task
from neuguong.organisations import actions
from neuguong.organisations.actions import LeavesBehind, Shares
from neuguong.organisations.models import LifeEvent, Organisation
from neuguong.organisations.queries.consequences import registers
from tests.bloc import Bloc, found_bloc
from tests.organisations.test_life_property import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, EVE = dt.date(2023, 7, 1), dt.date(2023, 6, 30)
LEFT = "2 buổi sinh hoạt, 1 nhiệm vụ ghi sau ngày 30/06/2023; 1 kiến nghị kiểm tra chưa kết thúc"
# What holds from a day to a day, is about people, or is told of a period that may be over; each has its own rule.
WITHOUT_DAY = {
    "campaigns.dutyrule",  # retired with the body
    "campaigns.excuse",
    "directives.inapplicable",
    "organisations.grant",
    "organisations.membership",
    "organisations.transfer",
    "privacy.datarequest",
    "privacy.removal",
    "reporting.review",
}


@pytest.fixture
def bloc() -> Bloc:
    """A bloc where BAO has records of before and after its end, others too."""
    bloc = found_bloc()
    for code, days in {"BAO": (EVE, DAY, dt.date(2023, 9, 1)), "DSO": (DAY,)}.items():
        for day in days:
            Session.objects.create(organisation=bloc.places[code], date=day, kind="meeting", content=f"Học tập {day}")
    one = bloc.places["BAO"]
    Task.objects.create(organisation=one, title="Còn làm", due=DAY)
    Task.objects.create(organisation=one, title="Làm xong rồi", due=DAY, done_on=EVE)
    Issue.objects.create(organisation=one, title="Trước đó", raised_on=EVE)
    for status in (FindingStatus.OPEN, FindingStatus.CLOSED):
        Finding.objects.create(
            organisation=one,
            subject_kind="organisations.organisation",
            subject_id=one.pk,
            text="Nêu",
            raised_on=EVE,
            due=EVE,
            status=status,
            closed_on=EVE if status == FindingStatus.CLOSED else None,
        )
    return bloc


def fresh(code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def _merge(**said: Any) -> LifeEvent:
    return actions.merge_organisations(actor=SYSTEM, organisations=[fresh("BAO")], into=fresh("YTE"), date=DAY, **said)


def _split(**said: Any) -> LifeEvent:
    one, to = fresh("BAO"), [fresh("YTE")]
    return actions.split_organisation(
        actor=SYSTEM, organisation=one, into=to, date=DAY, **{"ends": True, "shares": Shares(), **said}
    )


def _dissolve(**said: Any) -> LifeEvent:
    return actions.dissolve_organisation(actor=SYSTEM, organisation=fresh("BAO"), date=DAY, **said)


@pytest.mark.parametrize("end", [_merge, _split, _dissolve])
def test_an_end_before_its_own_records_has_to_be_seen(bloc: Bloc, end: Callable[..., LifeEvent]) -> None:
    before = state()
    with pytest.raises(LeavesBehind, match=f"kết thúc ngày 30/06/2023, nhưng còn {LEFT}: .*Đã xem»") as refused:
        end()
    assert refused.value.message.endswith(".")
    assert state() == before
    event = end(seen=True)
    assert fresh("BAO").until == EVE
    assert Session.objects.filter(organisation__code="BAO").count() == 3
    actions.undo_event(actor=SYSTEM, event=event)
    assert state() == before


def test_what_goes_on_leaves_nothing_behind(bloc: Bloc) -> None:
    bloc.person("Ai đó", "X1", place="BAO")
    _split(ends=False, shares=Shares(rest=0))
    assert fresh("BAO").until is None


def test_a_later_day_leaves_nothing_behind(bloc: Bloc) -> None:
    Finding.objects.all().delete()
    actions.dissolve_organisation(actor=SYSTEM, organisation=fresh("BAO"), date=dt.date(2023, 9, 2))
    assert fresh("BAO").until == dt.date(2023, 9, 1)


def test_a_duplicate_gives_no_record_to_what_had_ended_by_then(bloc: Bloc) -> None:
    actions.dissolve_organisation(actor=SYSTEM, organisation=fresh("KBN"), date=DAY)
    before = state()
    with pytest.raises(Refusal, match="đã kết thúc ngày 30/06/2023, nhưng Chi bộ Chi cục Dân số còn 1 buổi sinh hoạt"):
        actions.fold_duplicate(actor=SYSTEM, duplicate=fresh("DSO"), real=fresh("KBN"))
    assert state() == before


def test_the_look_asks_for_a_tick(bloc: Bloc) -> None:
    pk, said = bloc.places["BAO"].pk, {"date": "01/07/2023", "into": "YTE", "decision_number": "12-QĐ/ĐUK"}

    def sent(**more: str) -> Any:
        return bloc.send("officer", "organisations:event", pk, "merged", said={**said, **more}, place="DUK")

    look = sent()
    assert look.status_code == 200
    assert f"Đã xem: {LEFT}; vẫn giữ nguyên ở tổ chức cũ." in look.content.decode()
    refused = sent(confirmed="1")
    words = refused.content.decode()
    assert refused.status_code == 422
    assert f"nhưng còn {LEFT}" in words
    assert 'name="seen"' in words
    assert ("decision_number", "12-QĐ/ĐUK") in refused.context["said"]
    assert "confirmed" not in dict(refused.context["said"])
    assert not LifeEvent.objects.exists()
    assert sent(confirmed="1", seen="1").status_code == 302
    assert fresh("BAO").until == EVE


def test_nothing_is_asked_where_nothing_is_left(bloc: Bloc) -> None:
    said = {"date": "01/07/2023"}
    look = bloc.send("officer", "organisations:event", bloc.places["KBN"].pk, "dissolved", said=said, place="DUK")
    assert look.status_code == 200
    assert 'name="seen"' not in look.content.decode()


def test_each_register_tells_its_day_or_why_not() -> None:
    own = {model for model, _column in registers()}
    without = {model._meta.label_lower for model in own if not (issubclass(model, Record) and model.own_days)}
    assert without == WITHOUT_DAY
