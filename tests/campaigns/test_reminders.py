"""What is owed is told to who owes it, once for each reminder; one digest a day, never in quiet hours."""

import datetime as dt
from typing import Any

import pytest

from neuguong.campaigns.actions.reminders import remind_of_duties
from neuguong.campaigns.duties.reminders import stage_of
from neuguong.campaigns.models import DutyRule, Per
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.notices.actions import write_mails
from neuguong.notices.models import Letter, Notice
from neuguong.organisations.models import Person
from neuguong.portal import scheduled
from tests.bloc import Bloc, found_bloc
from tests.campaigns.owing import rule, session, signed


def at(day: int, hour: int = 9, month: int = 3) -> Any:
    """Hold the clock at an hour of a day in 2024, in Việt Nam."""
    return clock.freeze(dt.datetime(2024, month, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=7))))


@pytest.fixture
def bloc(db: None) -> Bloc:
    with at(1):
        found = found_bloc()
        rule(found, "meeting_thematic", since=dt.date(2024, 1, 1))
    return found


def told(bloc: Bloc) -> dict[str, list[int]]:
    """Return by account the stages told, as days from the due day."""
    names = {user.pk: name for name, user in bloc.users.items()}
    found: dict[str, list[int]] = {}
    for notice in Notice.objects.order_by("pk"):
        found.setdefault(names[notice.recipient_id], []).append(notice.said["stage"])
    return found


@pytest.mark.parametrize(
    ("gone", "stage"),
    [(-8, None), (-7, -7), (-2, -7), (-1, -1), (0, -1), (1, 1), (6, 1), (7, 7), (14, None), (30, 30), (37, None)],
)
def test_the_reminder_reached_last_counts_for_a_week(gone: int, stage: int | None) -> None:
    due = dt.date(2024, 3, 31)
    assert stage_of(DutyRule(), due, due + dt.timedelta(gone)) == stage


def test_who_serves_the_organisation_is_told_once_for_each_reminder(bloc: Bloc) -> None:
    for day in (23, 24, 24, 25, 30, 31):
        with at(day):
            remind_of_duties()
    assert told(bloc) == {"foreign": [-7, -1], "secretary": [-7, -1]}
    session(bloc, "BAO", "31/03/2024")
    with at(1, month=4):
        remind_of_duties()
        assert told(bloc) == {"foreign": [-7, -1], "secretary": [-7, -1, 1]}
        # Done is no news any more.
        assert not Notice.objects.filter(recipient_id=bloc.users["foreign"].pk, read_at=None).exists()


def test_a_person_is_told_of_their_own_and_nobody_else(bloc: Bloc) -> None:
    rule(bloc, "commitment", Per.YEAR, org_kinds=[], anchor="date", month=3, day=31, owed_on="due")
    people = [bloc.person(f"Người {at}", f"N{at}") for at in range(3)]
    Person.objects.filter(pk=people[0].pk).update(account=bloc.users["member"])
    Person.objects.filter(pk=people[1].pk).update(account=bloc.users["cell"])
    signed(bloc, people[1], "DSO", (2024, 2024), "01/03/2024")
    with at(30):
        remind_of_duties()
        assert set(told(bloc)) == {"member", "foreign", "secretary"}
        write_mails()
    letter = Letter.objects.get(recipient_id=bloc.users["member"].pk)
    said = f"{letter.subject} {letter.said}"
    assert "2024" in said
    assert "Người" not in said
    assert "Chi bộ Chi cục Dân số" in said


def test_there_is_one_digest_a_day_and_none_in_quiet_hours(bloc: Bloc) -> None:
    rule(bloc, "study", Per.YEAR, anchor="date", month=3, day=31, owed_on="due", since=dt.date(2024, 1, 1))
    with at(30, hour=5):
        assert scheduled.remind() == ""
    with at(30, hour=7):
        assert scheduled.remind() != ""
        assert scheduled.remind() == ""
    letters = Letter.objects.order_by("recipient_id")
    assert [len(letter.said["lines"]) for letter in letters] == [2, 2]
    assert {letter.sort for letter in letters} == {"digest"}
    assert not Notice.objects.filter(letter=None).exists()


def test_what_a_mail_told_is_not_told_by_another_when_that_one_is_forgotten(bloc: Bloc) -> None:
    with at(30):
        scheduled.remind()
        assert Letter.objects.count() == 2
        Letter.objects.all().delete()
        assert write_mails() == 0
    assert Notice.objects.filter(read_at=None).count() == 2


def test_each_says_how_to_be_told(bloc: Bloc) -> None:
    wish = {"mailed": ["reminder"], "quiet_from": "6", "quiet_until": "12", "language": "en"}
    client = bloc.client("foreign")
    with at(30):
        assert client.post("/notices/preferences/", wish).status_code == 302
        scheduled.remind()
        assert not Letter.objects.filter(recipient_id=bloc.users["foreign"].pk).exists()
        assert told(bloc)["foreign"] == [-1]
        half = {**wish, "version": 1, "quiet_from": ""}
        assert client.post("/notices/preferences/", half).status_code == 422
        wish |= {"version": "1", "quiet_from": "3", "quiet_until": "3", "mailed": ["duty"]}
        assert client.post("/notices/preferences/", wish).status_code == 302


def test_what_was_read_in_time_needs_no_mail(bloc: Bloc) -> None:
    with at(30, hour=5):
        scheduled.remind()
        bloc.client("foreign").post("/notices/read/")
    with at(30, hour=7):
        scheduled.remind()
    assert set(Letter.objects.values_list("recipient_id", flat=True)) == {bloc.users["secretary"].pk}


@pytest.mark.parametrize("wrong", ["bảy", "-1", "7;; x", "99"])
def test_days_that_are_none_are_refused(bloc: Bloc, wrong: str) -> None:
    with pytest.raises(Refusal, match="Số ngày nhắc"):
        rule(bloc, "issue", Per.YEAR, remind_before=wrong)
