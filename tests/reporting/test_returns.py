"""Returns: asked for by an officer, sent by the base, stated only where there are no records."""

import datetime as dt
from decimal import Decimal

import pytest

from neuguong.audit.models import Entry
from neuguong.campaigns.actions import declare
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.queries import figures
from neuguong.core import clock
from neuguong.core.errors import Forbidden, Refusal
from neuguong.reporting.actions import request_returns, send_return
from neuguong.reporting.models import Return
from neuguong.reporting.queries import returns
from tests.reporting.office import YEAR, Office

DUE = dt.date(2024, 1, 10)
ON_TIME = dt.datetime(2024, 1, 9, 9, 0, tzinfo=dt.UTC)
TOO_LATE = dt.datetime(2024, 1, 12, 9, 0, tzinfo=dt.UTC)


def told(office: Office, code: str) -> object:
    return figures(office.question(), [code])[0].value


def request(office: Office, due: dt.date = DUE) -> list[Return]:
    return request_returns(actor=office.actor("officer"), organisation=office.root, period=YEAR, due_on=due)


def send(office: Office, name: str, code: str, **values: Decimal | None) -> Return:
    return send_return(actor=office.actor(name), organisation=office.places[code], period=YEAR, values=values)


def test_a_request_goes_to_the_base_and_no_further(office: Office) -> None:
    assert sorted(row.organisation.code for row in request(office)) == ["BAO", "YTE"]
    assert told(office, "returns_due") == 2


def test_asking_again_moves_the_day(office: Office) -> None:
    request(office)
    request(office, dt.date(2024, 1, 20))
    assert set(Return.objects.values_list("due_on", flat=True)) == {dt.date(2024, 1, 20)}
    assert Entry.objects.filter(event="return.requested").count() == 4


def test_asking_again_for_the_same_day_tells_the_log_nothing(office: Office) -> None:
    request(office)
    request(office)
    assert Entry.objects.filter(event="return.requested").count() == 2


@pytest.mark.parametrize("name", ["secretary", "cell", "member", "inspector"])
def test_only_an_officer_asks(office: Office, name: str) -> None:
    with pytest.raises(Forbidden):
        request_returns(actor=office.actor(name), organisation=office.root, period=YEAR, due_on=DUE)


def test_a_return_is_not_due_before_the_period_is_over(office: Office) -> None:
    with pytest.raises(Refusal, match="31/12/2023"):
        request(office, dt.date(2023, 12, 30))


def test_sending_in_time_counts(office: Office) -> None:
    request(office)
    with clock.freeze(ON_TIME):
        send(office, "secretary", "YTE")
    with clock.freeze(TOO_LATE):
        send(office, "foreign", "BAO")
    assert told(office, "returns_on_time") == 1


def test_correcting_later_keeps_the_day_of_sending(office: Office) -> None:
    request(office)
    with clock.freeze(ON_TIME):
        send(office, "secretary", "YTE", meetings_thematic=Decimal(3))
    with clock.freeze(TOO_LATE):
        send(office, "secretary", "YTE", meetings_thematic=Decimal(4))
    assert told(office, "returns_on_time") == 1


def test_what_is_stated_counts_where_there_are_no_records(office: Office) -> None:
    send(office, "foreign", "BAO", meetings_thematic=Decimal(4))
    (figure,) = figures(office.question(), ["meetings_thematic"])
    assert (figure.value, figure.recorded, figure.declared) == (5, 1, 4)


def test_what_is_stated_beside_records_does_not_count(office: Office) -> None:
    send(office, "secretary", "YTE", meetings_thematic=Decimal(9))
    assert told(office, "meetings_thematic") == 1


def test_an_empty_field_takes_the_statement_back(office: Office) -> None:
    send(office, "foreign", "BAO", meetings_thematic=Decimal(4))
    send(office, "foreign", "BAO", meetings_thematic=None)
    assert told(office, "meetings_thematic") == 1
    assert not DeclaredValue.objects.exists()


def test_nobody_sends_for_another(office: Office) -> None:
    with pytest.raises(Forbidden):
        send(office, "foreign", "YTE")
    with pytest.raises(Forbidden):
        send(office, "member", "YTE")


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("meetings_thematic", Decimal("2.5"), "số nguyên"),
        ("meetings_thematic", Decimal(-1), "không âm"),
        ("study_rate", Decimal("100.5"), "từ 0 đến 100"),
        ("no_such_figure", Decimal(1), "no_such_figure"),
        ("grassroots_total", Decimal(1), "grassroots_total"),
    ],
)
def test_a_wrong_statement_is_refused(office: Office, code: str, value: Decimal, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        declare(
            actor=office.actor("secretary"),
            organisation=office.places["YTE"],
            period=YEAR,
            indicator=code,
            value=value,
        )


def test_a_return_shows_what_the_organisation_above_would_count(office: Office) -> None:
    rows = {row.figure.indicator: row for row in returns.rows(office.places["YTE"], YEAR)}
    assert rows["plans_issued"].figure.recorded == 1
    assert rows["commended_grassroots_people"].figure.recorded == 1
    assert not rows["plans_issued"].open
    assert rows["stories_published" if "stories_published" in rows else "issues_raised"].open is False
    assert "awarded_people" not in rows


def test_the_form_offers_what_has_no_records(office: Office) -> None:
    request(office)
    page = office.client("foreign").get("/o/BAO/2023/returns/send/")
    assert set(page.context["form"].fields) >= {"meetings_thematic", "issues_resolved", "note"}
    assert "issues_raised" not in page.context["form"].fields


def test_the_form_sends(office: Office) -> None:
    (row,) = [row for row in request(office) if row.organisation.code == "BAO"]
    client = office.client("foreign")
    with clock.freeze(ON_TIME):
        sent = {"meetings_thematic": "1.004", "note": "Sổ họp"}
        answer = client.post(f"/o/BAO/2023/returns/{row.pk}/send/", sent)
        assert answer.status_code == 302
        assert "Sổ họp" in client.get(answer["Location"]).content.decode()
    assert told(office, "meetings_thematic") == 1005


def test_a_wrong_number_comes_back_with_what_was_typed(office: Office) -> None:
    answer = office.client("foreign").post("/o/BAO/2023/returns/send/", {"meetings_thematic": "bốn"})
    assert answer.status_code == 422
    assert "bốn" in answer.content.decode()
    assert not Return.objects.exists()


def test_the_officer_asks_on_a_page(office: Office) -> None:
    client = office.client("officer")
    assert "2 tổ chức" in client.get("/o/DUK/2023/returns/request/").content.decode()
    early = client.post("/o/DUK/2023/returns/request/", {"due_on": "01/01/2023"})
    assert early.status_code == 422
    assert client.post("/o/DUK/2023/returns/request/", {"due_on": "10/01/2024"}).status_code == 302
    assert Return.objects.filter(due_on=DUE).count() == 2


def test_pages_of_others_do_not_exist(office: Office) -> None:
    (row,) = [row for row in request(office) if row.organisation.code == "YTE"]
    client = office.client("foreign")
    assert client.get(f"/o/BAO/2023/returns/{row.pk}/").status_code == 404
    assert client.post(f"/o/BAO/2023/returns/{row.pk}/send/", {}).status_code == 404
    assert office.client("inspector").post(f"/o/YTE/2023/returns/{row.pk}/send/", {}).status_code == 403


@pytest.mark.parametrize(("day", "word"), [(9, "chưa gửi"), (12, "quá hạn")])
def test_late_is_computed(office: Office, day: int, word: str) -> None:
    request(office)
    with clock.freeze(dt.datetime(2024, 1, day, 9, 0, tzinfo=dt.UTC)):
        assert word in office.client("officer").get("/o/DUK/2023/returns/").content.decode()


@pytest.mark.parametrize(("standing", "count"), [("waiting", 0), ("overdue", 1), ("sent", 1), ("late", 0)])
def test_the_register_is_narrowed_by_standing(office: Office, standing: str, count: int) -> None:
    request(office)
    with clock.freeze(ON_TIME):
        send(office, "secretary", "YTE")
    with clock.freeze(TOO_LATE):
        page = office.client("officer").get(f"/o/DUK/2023/returns/?standing={standing}")
    assert page.context["page"].paginator.count == count
