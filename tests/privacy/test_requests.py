"""Requests about data: who asks, who answers, what may follow what, which days are kept."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Person
from neuguong.privacy import actions, lifecycle
from neuguong.privacy.models import CLOSED, DataRequest, DayOff, RequestKind, RequestStatus
from neuguong.privacy.queries import is_late, late
from tests.privacy.conftest import MOMENT
from tests.privacy.known import NAME, Known

WISH = "Cho tôi xem ai đã ghi ngày sinh của tôi"


def asked(known: Known, kind: str = "see", **said: str) -> DataRequest:
    """Ask as the person does on their page."""
    answer = known.bloc.client("known").post(reverse("privacy:ask", args=[kind]), {"wish": WISH, **said})
    assert answer.status_code == 302, answer.context["form"].errors
    return DataRequest.objects.latest("pk")


def send(known: Known, name: str, event: str, request: DataRequest, answer: str = "Đã làm xong") -> Any:
    return known.bloc.send(name, f"privacy:{event}", request.pk, said={"answer": answer, "version": request.version})


@pytest.mark.parametrize("kind", RequestKind.values)
def test_a_person_asks_and_sees_the_days_that_the_office_has(known: Known, kind: str) -> None:
    request = asked(known, kind)
    assert (request.person, request.account, request.organisation.code) == (known.person, known.user, "DSO")
    assert (request.status, request.for_another) == (RequestStatus.RECEIVED, False)
    assert request.answer_due == dt.date(2026, 1, 14)
    page = known.bloc.client("known").get(reverse("privacy:mine_request", args=[request.pk])).content.decode()
    assert WISH in page
    assert "14/01/2026" in page
    assert (
        reverse("privacy:mine_request", args=[request.pk])
        in known.bloc.client("known").get(reverse("privacy:mine")).content.decode()
    )


def test_an_unknown_kind_does_not_exist(known: Known) -> None:
    assert known.bloc.client("known").get(reverse("privacy:ask", args=["all"])).status_code == 404


def test_the_office_answers_and_carries_out_and_the_person_reads_it(known: Known) -> None:
    request = asked(known)
    assert send(known, "officer", "answer", request, "Sẽ giải thích trong tuần").status_code == 302
    request.refresh_from_db()
    assert (request.status, request.answered_on) == (RequestStatus.ANSWERED, dt.date(2026, 1, 12))
    assert send(known, "officer", "fulfil", request, "Chi bộ ghi ngày 1/1/2015").status_code == 302
    request.refresh_from_db()
    assert (request.status, request.closed_on) == (RequestStatus.DONE, dt.date(2026, 1, 12))
    page = known.bloc.client("known").get(reverse("privacy:mine_request", args=[request.pk])).content.decode()
    assert "Chi bộ ghi ngày 1/1/2015" in page


def test_the_log_tells_the_steps_and_not_the_words(known: Known) -> None:
    request = asked(known)
    send(known, "officer", "refuse", request, "Không lưu dữ liệu đó")
    entries = list(Entry.objects.filter(subject_kind="privacy.datarequest", subject_id=request.pk).order_by("pk"))
    assert [entry.event for entry in entries] == ["data_request.entered", "data_request.refused"]
    assert all(WISH not in f"{entry.before}{entry.after}" for entry in entries)
    assert all("Không lưu" not in f"{entry.before}{entry.after}" for entry in entries)


def test_an_answer_needs_words(known: Known) -> None:
    answer = send(known, "officer", "fulfil", asked(known), " ")
    assert answer.status_code == 422
    assert "Ghi lời trả lời cho người yêu cầu." in answer.content.decode()


def test_a_stale_answer_is_told(known: Known) -> None:
    request = asked(known)
    send(known, "officer", "answer", request)
    assert send(known, "officer", "refuse", request).status_code == 409


@pytest.mark.parametrize("name", ["cell", "secretary", "sibling", "foreign", "member"])
def test_nobody_but_the_office_and_the_person_sees_a_request(known: Known, name: str) -> None:
    request = asked(known)
    place = {"sibling": "KBN", "foreign": "BAO", "secretary": "YTE"}.get(name, "DSO")
    assert known.bloc.open(name, "privacy:request_list", place=place).context["lines"] == []
    assert known.bloc.open(name, "privacy:request", request.pk, place=place).status_code == 404
    assert known.bloc.client(name).get(reverse("privacy:mine_request", args=[request.pk])).status_code == 404
    assert known.bloc.client(name).post(reverse("privacy:withdraw", args=[request.pk])).status_code == 404
    assert known.bloc.client(name).post(reverse("portal:copy_for", args=[request.pk])).status_code == 404
    for event in ("answer", "fulfil", "refuse"):
        sent = known.bloc.send(name, f"privacy:{event}", request.pk, said={"answer": "x"}, place=place)
        assert sent.status_code == 404
    request.refresh_from_db()
    assert request.status == RequestStatus.RECEIVED


def test_an_inspector_reads_and_answers_nothing(known: Known) -> None:
    request = asked(known)
    assert known.bloc.open("inspector", "privacy:request", request.pk).status_code == 200
    assert known.bloc.open("inspector", "privacy:request", request.pk).context["actions"] == []
    assert send(known, "inspector", "answer", request).status_code == 403
    assert known.bloc.open("inspector", "privacy:request_create").status_code == 403


def test_nobody_answers_a_request_about_themselves(known: Known) -> None:
    officer = known.bloc.users["officer"]
    known.bloc.client("officer").post(reverse("privacy:ask", args=["see"]), {"wish": WISH})
    request = DataRequest.objects.get(account=officer)
    assert known.bloc.open("officer", "privacy:request", request.pk, place="DUK").context["actions"] == []
    assert send(known, "officer", "fulfil", request).status_code == 403


def test_the_office_enters_for_a_person_and_the_record_says_who_for_whom(known: Known) -> None:
    said = {"person": f"{NAME} (M01)", "kind": "export", "received_on": "09/01/2026", "wish": "Nói tại phòng"}
    assert known.bloc.send("officer", "privacy:request_create", said=said).status_code == 302
    request = DataRequest.objects.get()
    assert (request.person, request.for_another, request.entered_by_label) == (known.person, True, "Officer")
    assert request.answer_due == dt.date(2026, 1, 13)
    page = known.bloc.open("officer", "privacy:request", request.pk).content.decode()
    assert "Officer ghi hộ" in page
    late_day = {**said, "received_on": "13/01/2026"}
    assert known.bloc.send("officer", "privacy:request_create", said=late_day).status_code == 422


def test_a_person_withdraws_once(known: Known) -> None:
    request = asked(known)
    address = reverse("privacy:withdraw", args=[request.pk])
    assert known.bloc.client("known").post(address).status_code == 302
    request.refresh_from_db()
    assert request.status == RequestStatus.WITHDRAWN
    assert "đã rút" in known.bloc.client("known").post(address).content.decode()


def test_the_table_of_steps_is_frozen_and_nothing_follows_an_end() -> None:
    with pytest.raises(TypeError):
        lifecycle.REQUESTS["received", "x"] = RequestStatus.DONE  # type: ignore[index]
    assert {status for status, _event in lifecycle.REQUESTS}.isdisjoint(CLOSED)


def test_what_is_late_is_marked_in_the_list_and_alone(known: Known) -> None:
    request = asked(known)
    for day, status, is_over in (
        (14, RequestStatus.RECEIVED, False),
        (15, RequestStatus.RECEIVED, True),
        (15, RequestStatus.ANSWERED, False),
        (23, RequestStatus.ANSWERED, True),
    ):
        DataRequest.objects.update(status=status)
        request.refresh_from_db()
        known.bloc.clients.clear()
        with clock.freeze(MOMENT.replace(day=day)):
            assert is_late(request) == is_over
            assert DataRequest.objects.filter(late()).exists() == is_over
            lines = known.bloc.open("officer", "privacy:request_list", state="late").context["lines"]
            assert bool(lines) == is_over
            assert ("quá hạn</span>" in known.bloc.open("officer", "privacy:request_list").content.decode()) == is_over


def test_a_new_day_off_moves_the_days_of_open_requests_only(known: Known) -> None:
    open_one, closed = asked(known), asked(known)
    send(known, "officer", "refuse", closed)
    said = {"date": "13/01/2026", "name": "Nghỉ theo Thông báo số 1"}
    assert known.bloc.send("officer", "privacy:day_create", said=said).status_code == 302
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.answer_due, closed.answer_due) == (dt.date(2026, 1, 15), dt.date(2026, 1, 14))
    assert "Ngày này đã có" in known.bloc.send("officer", "privacy:day_create", said=said).content.decode()
    day = DayOff.objects.get()
    assert known.bloc.send("cell", "privacy:day_remove", day.pk, said={}).status_code == 403
    assert known.bloc.send("officer", "privacy:day_remove", day.pk, said={}).status_code == 302
    open_one.refresh_from_db()
    assert open_one.answer_due == dt.date(2026, 1, 14)


def test_the_days_of_the_law_are_listed_in_vietnamese(known: Known) -> None:
    assert "Giỗ Tổ Hùng Vương" in known.bloc.open("cell", "privacy:day_list").content.decode()


def test_a_correction_is_proposed_and_applied_by_the_office(known: Known) -> None:
    said = {"full_name": "Hoàng Thị Mỹ", "birth_date": "04/02/1980", "gender": "female", "party_status": "official"}
    request = asked(known, "correct", wish="", **said)
    assert request.proposal == {"full_name": "Hoàng Thị Mỹ", "birth_date": "1980-02-04"}
    page = known.bloc.open("officer", "privacy:request", request.pk).content.decode()
    assert "Hoàng Thị Mỷ → Hoàng Thị Mỹ" in page
    assert "03/02/1980 → 04/02/1980" in page
    assert Person.objects.get(pk=known.person.pk).full_name == NAME
    assert send(known, "officer", "fulfil", request).status_code == 302
    person = Person.objects.get(pk=known.person.pk)
    assert (person.full_name, person.birth_date) == ("Hoàng Thị Mỹ", dt.date(1980, 2, 4))
    assert person.memberships.get().posts.get().title == "Bí thư chi bộ"
    assert Entry.objects.filter(event="person.updated", subject_id=person.pk).exists()


def test_a_correction_of_nothing_is_told(known: Known) -> None:
    held = {"full_name": NAME, "birth_date": "03/02/1980", "gender": "female", "party_status": "official"}
    answer = known.bloc.client("known").post(reverse("privacy:ask", args=["correct"]), {**held, "wish": ""})
    assert answer.status_code == 422
    assert "Ghi chỗ cần sửa" in answer.content.decode()


def test_erasing_is_not_one_persons_to_carry_out(known: Known) -> None:
    request = asked(known, "erase")
    with pytest.raises(Refusal, match="cần hai người"):
        actions.fulfil_request(actor=known.bloc.actor("officer"), request=request, answer="Xóa")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_few_queries(known: Known, rows: int) -> None:
    for _row in range(rows):
        asked(known)
    assert known.bloc.queries("officer", "privacy:request_list") <= 12


def test_the_office_takes_a_copy_for_a_person_without_what_they_wrote(known: Known) -> None:
    request = asked(known, "export")
    answer = known.bloc.client("officer").post(reverse("portal:copy_for", args=[request.pk]))
    assert answer.status_code == 200
    entry = Entry.objects.get(event="person.copied")
    assert f"Theo yêu cầu số {request.pk}" in str(entry.after)
    send(known, "officer", "fulfil", request)
    assert known.bloc.client("officer").post(reverse("portal:copy_for", args=[request.pk])).status_code == 403
    other = asked(known, "see")
    assert known.bloc.client("inspector").post(reverse("portal:copy_for", args=[other.pk])).status_code == 403


def prolong(known: Known, name: str, request: DataRequest, why: str = "Phải hỏi lưu trữ cơ quan") -> Any:
    said = {"prolonged_why": why, "version": request.version}
    return known.bloc.send(name, "privacy:prolong", request.pk, said=said)


@pytest.mark.parametrize(
    ("kind", "day", "longer"),
    [("see", (22, 1), (2, 2)), ("object", (27, 1), (11, 2)), ("erase", (2, 2), (11, 2))],
)
def test_the_office_takes_longer_once_and_says_why(
    known: Known, kind: str, day: tuple[int, int], longer: tuple[int, int]
) -> None:
    request = asked(known, kind)
    before, after = (dt.date(2026, month, number) for number, month in (day, longer))
    assert request.done_due == before
    assert prolong(known, "officer", request, " ").status_code == 422
    assert prolong(known, "officer", request).status_code == 302
    request.refresh_from_db()
    assert (request.done_due, request.prolonged_on) == (after, clock.today())
    page = known.bloc.client("known").get(reverse("privacy:mine_request", args=[request.pk])).content.decode()
    assert "Phải hỏi lưu trữ cơ quan" in page
    told = Entry.objects.filter(event="data_request.prolonged").get()
    assert "lưu trữ" not in str(told.after)
    assert prolong(known, "officer", request).status_code == 422
    assert "Gia hạn" not in str(known.bloc.open("officer", "privacy:request", request.pk).context["actions"])
    request.refresh_from_db()
    assert request.done_due == after
    # A day off that is announced later moves the longer day, not the one of before.
    day_off = DayOff(date=after, name="Nghỉ theo thông báo")
    actions.enter_day(actor=known.bloc.actor("officer"), day=day_off)
    request.refresh_from_db()
    assert request.done_due > after


def test_what_is_late_or_done_is_not_prolonged(known: Known) -> None:
    request = asked(known)
    with clock.freeze(MOMENT + dt.timedelta(days=11)):
        assert prolong(known, "officer", request).status_code == 422
    assert send(known, "officer", "fulfil", request).status_code == 302
    request.refresh_from_db()
    assert prolong(known, "officer", request).status_code == 422
    assert prolong(known, "member", request).status_code == 404
