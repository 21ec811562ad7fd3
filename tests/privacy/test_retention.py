"""Times of keeping: a dated table, what is due, removed by two people, never by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from neuguong.accounts.actions import create_user
from neuguong.audit.models import Entry
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, NotVisible, Refusal
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Membership, Person, Role
from neuguong.privacy import actions, registry
from neuguong.privacy.models import DataRequest, Ground, Removal, Tombstone
from neuguong.privacy.queries import due, term, terms
from neuguong.privacy.retention import RETENTIONS, over_before
from tests.privacy.conftest import MOMENT
from tests.privacy.known import NAME, SECRET, Known


@pytest.fixture
def later(known: Known) -> Known:
    """Stand on 2 January 2029, when commitments of 2023 have been kept for five years; let a second officer in."""
    user = create_user(actor=SYSTEM, email="second@example.org", name="Second")
    grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=known.bloc.places["DUK"])
    known.bloc.users["second"] = user
    return known


NEW_YEAR = MOMENT.replace(year=2029, month=1, day=2)


def counts() -> dict[str, int | None]:
    return {one.retention.code: one.due for one in terms()}


def test_the_table_names_each_kind_once_on_each_day_with_its_source() -> None:
    today = [one for one in RETENTIONS if one.until is None]
    assert len({one.code for one in today}) == len(today)
    assert all(str(one.source) and (one.years is None or str(one.runs)) for one in RETENTIONS)
    due_kinds = {one.code for one in today if one.years is not None} - {"left"}
    assert due_kinds == set(registry.expiries())


@pytest.mark.parametrize(("day", "before"), [((2029, 1, 2), (2024, 1, 2)), ((2028, 2, 29), (2023, 2, 28))])
def test_time_runs_in_whole_years(day: tuple[int, int, int], before: tuple[int, int, int]) -> None:
    with clock.freeze(MOMENT.replace(year=day[0], month=day[1], day=day[2])):
        assert over_before(term("commitment_content")) == dt.date(*before)


def test_what_is_due_is_listed_and_stays_until_two_people_remove_it(later: Known) -> None:
    with clock.freeze(MOMENT.replace(year=2028, month=12, day=31)):
        assert counts()["commitment_content"] == 0
    with clock.freeze(NEW_YEAR):
        assert counts()["commitment_content"] == 1
        assert Commitment.objects.get().content == SECRET
        page = later.bloc.open("officer", "privacy:due", "commitment_content", place="DUK").content.decode()
        assert NAME in page
        assert SECRET not in page
        sent = later.bloc.send("officer", "privacy:due", "commitment_content", said={}, place="DUK")
        assert sent.status_code == 302
        removal = Removal.objects.get()
        assert Commitment.objects.get().content == SECRET
        alone = later.bloc.send("officer", "privacy:confirm", removal.pk, said={}, place="DUK")
        assert alone.status_code == 422
        assert later.bloc.send("second", "privacy:confirm", removal.pk, said={}, place="DUK").status_code == 302
        record = Commitment.objects.get()
        assert (record.content, record.result, record.person) == ("", "met", later.person)
        assert Tombstone.objects.get().ground == Ground.EXPIRED
        assert counts()["commitment_content"] == 0
        assert Entry.objects.get(event="commitment.expired").subject_id == record.pk


def test_what_is_no_longer_due_is_left_alone(later: Known) -> None:
    with clock.freeze(NEW_YEAR):
        removal = actions.propose_expired(actor=later.bloc.actor("officer"), code="commitment_content")
        Commitment.objects.update(last_year=2025)
        actions.confirm_removal(actor=later.bloc.actor("second"), removal=removal)
    assert Commitment.objects.get().content == SECRET
    assert not Tombstone.objects.exists()


def test_people_who_left_ten_years_ago_are_due_and_erased(later: Known) -> None:
    gone = later.bloc.person("Lò Văn Xa", "X01")
    Membership.objects.filter(person=gone).update(since=dt.date(2000, 1, 1), until=dt.date(2016, 1, 11))
    assert [one.pk for one in due(term("left"))] == [gone.pk]
    removal = actions.propose_expired(actor=later.bloc.actor("officer"), code="left")
    actions.confirm_removal(actor=later.bloc.actor("second"), removal=removal)
    assert Person.objects.get(pk=gone.pk).code == Tombstone.objects.get().mark
    assert due(term("left")) == []
    assert Person.objects.get(pk=later.person.pk).full_name == NAME


def test_words_of_old_requests_are_due(later: Known) -> None:
    later.bloc.client("known").post(reverse("privacy:ask", args=["see"]), {"wish": "Cho xem"})
    actions.refuse_request(actor=later.bloc.actor("officer"), request=DataRequest.objects.get(), answer="Đã xem được")
    with clock.freeze(MOMENT.replace(year=2031, day=13)):
        assert counts()["requests"] == 1
        removal = actions.propose_expired(actor=later.bloc.actor("officer"), code="requests")
        actions.confirm_removal(actor=later.bloc.actor("second"), removal=removal)
    request = DataRequest.objects.get()
    assert (request.wish, request.answer, request.kind) == ("", "", "see")


def test_links_and_devices_are_due_after_a_year(later: Known) -> None:
    with clock.freeze(MOMENT.replace(year=2027, day=13)):
        assert counts()["signin_links"] == 1


def test_nothing_due_is_told(later: Known) -> None:
    page = later.bloc.open("officer", "privacy:due", "devices", place="DUK").content.decode()
    assert "Không có bản ghi nào hết thời hạn lưu." in page
    with pytest.raises(Refusal, match="Không có bản ghi nào"):
        actions.propose_expired(actor=later.bloc.actor("officer"), code="devices")


@pytest.mark.parametrize("code", ["awards", "log", "person", "x"])
def test_what_is_kept_for_good_is_never_due(later: Known, code: str) -> None:
    assert later.bloc.open("officer", "privacy:due", code, place="DUK").status_code == 404
    with pytest.raises(NotVisible):
        actions.propose_expired(actor=later.bloc.actor("officer"), code=code)


@pytest.mark.parametrize("name", ["secretary", "cell", "member", "inspector"])
def test_only_the_office_at_the_top_looks_through_what_is_due(later: Known, name: str) -> None:
    here = {"secretary": "YTE", "inspector": "DUK"}.get(name, "DSO")
    assert later.bloc.open(name, "privacy:due", "left", place=here).status_code == 403
    assert later.bloc.open(name, "privacy:retention", place=here).status_code == (200 if name == "inspector" else 403)
    with pytest.raises(Forbidden):
        actions.propose_expired(actor=later.bloc.actor(name), code="left")
