"""Chuyển sinh hoạt: nobody is moved unless both sides agree; who writes both does it at once."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.errors import Forbidden, Refusal
from neuguong.organisations.actions import accept_transfer, request_transfer
from neuguong.organisations.models import Organisation, Person, Post, Transfer
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

ON = dt.date(2024, 2, 1)


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def person(bloc: Bloc) -> Person:
    return bloc.person("Lò Thị Mây", "DV1")


def sent_away(bloc: Bloc, person: Person, code: str = "bao", day: str = "01/02/2024", name: str = "cell") -> Any:
    return bloc.send(name, "organisations:transfer_depart", person.pk, said={"code": code, "day": day})


def asked_for(bloc: Bloc, code: str = "dv1", name: str = "Lo Thi May") -> Any:
    said = {"code": code, "name": name, "target": "Chi bộ Báo tỉnh (BAO)", "day": "01/02/2024"}
    return bloc.send("foreign", "organisations:transfer_create", said=said, place="BAO")


def step(bloc: Bloc, name: str, deed: str, place: str, **said: str) -> Any:
    return bloc.send(name, f"organisations:transfer_{deed}", Transfer.objects.get().pk, said=said, place=place)


def places(person: Person) -> list[tuple[str, Any, Any]]:
    return list(person.memberships.order_by("pk").values_list("organisation__code", "since", "until"))


MOVED = [("DSO", None, dt.date(2024, 1, 31)), ("BAO", ON, None)]


def test_the_sending_side_starts_and_the_receiving_one_agrees(bloc: Bloc, person: Person) -> None:
    Post.objects.create(membership=person.memberships.get(), sort="party", title="Bí thư")
    assert sent_away(bloc, person).status_code == 302
    assert places(person) == [("DSO", None, None)]
    assert step(bloc, "cell", "accept", "DSO").status_code == 403
    assert step(bloc, "foreign", "accept", "BAO").status_code == 302
    assert places(person) == MOVED
    assert [post.membership.organisation.code for post in Post.objects.all()] == ["DSO"]
    events = set(Entry.objects.values_list("event", flat=True))
    assert {"transfer.requested", "transfer.accepted"} <= events


def test_the_receiving_side_starts_and_the_sending_one_agrees(bloc: Bloc, person: Person) -> None:
    assert asked_for(bloc).status_code == 302
    assert places(person) == [("DSO", None, None)]
    assert step(bloc, "foreign", "accept", "BAO").status_code == 403
    assert step(bloc, "cell", "accept", "DSO").status_code == 302
    assert places(person) == MOVED


def test_who_writes_both_sides_does_it_at_once(bloc: Bloc, person: Person) -> None:
    assert (
        bloc.send(
            "officer",
            "organisations:transfer_depart",
            person.pk,
            said={"code": "BAO", "day": "01/02/2024"},
            place="DUK",
        ).status_code
        == 302
    )
    assert places(person) == MOVED
    assert Transfer.objects.get().state == "done"


@pytest.mark.parametrize("code", ["BAO", "bao", "Chi bộ Báo tỉnh (BAO)", "báo tỉnh"])
def test_where_to_is_picked_by_name_or_typed_as_a_code(bloc: Bloc, person: Person, code: str) -> None:
    said = {"code": code, "day": "01/02/2024"}
    answer = bloc.send("officer", "organisations:transfer_depart", person.pk, said=said, place="DUK")
    assert answer.status_code == 302, answer.content.decode()
    assert places(person) == MOVED


def test_a_name_that_one_does_not_see_is_not_found(bloc: Bloc, person: Person) -> None:
    assert sent_away(bloc, person, code="báo tỉnh").status_code == 422
    assert "BAO" not in bloc.client("cell").get("/suggest/receiving/", {"code": "bao"}).content.decode()


@pytest.mark.parametrize("words", [{"code": "dv2"}, {"name": "Lò Thị Mai"}])
def test_nobody_is_found_by_guessing(bloc: Bloc, person: Person, words: dict[str, str]) -> None:
    answer = asked_for(bloc, **words)
    assert answer.status_code == 422
    assert "Không có ai mang mã và họ tên này." in answer.content.decode()


def test_a_refusal_has_a_reason_that_the_other_side_reads(bloc: Bloc, person: Person) -> None:
    sent_away(bloc, person)
    said = {"version": str(Transfer.objects.get().version)}
    assert step(bloc, "foreign", "refuse", "BAO", reason="", **said).status_code == 422
    assert step(bloc, "foreign", "refuse", "BAO", reason="Chưa có quyết định", **said).status_code == 302
    page = bloc.open("cell", "organisations:transfer", Transfer.objects.get().pk).content.decode()
    assert "Chưa có quyết định" in page
    assert "bị từ chối" in page
    assert places(person) == [("DSO", None, None)]
    answer = step(bloc, "foreign", "accept", "BAO")
    assert answer.status_code == 422
    assert "không trả lời lại được" in answer.content.decode()


def test_who_started_may_withdraw(bloc: Bloc, person: Person) -> None:
    sent_away(bloc, person)
    assert step(bloc, "foreign", "withdraw", "BAO").status_code == 403
    assert step(bloc, "cell", "withdraw", "DSO").status_code == 302
    assert Transfer.objects.get().state == "withdrawn"
    assert sent_away(bloc, person).status_code == 302


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("XYZ", "01/02/2024", "Không có tổ chức nào đang hoạt động mang mã XYZ"),
        ("DSO", "01/02/2024", "đang sinh hoạt tại Chi bộ Chi cục Dân số"),
        ("BAO", "01/01/2015", "phải sau ngày bắt đầu ở nơi cũ"),
        ("BAO", "01/02/2034", "còn hơn một năm nữa mới tới"),
        ("BAO", "", "Cần nhập từ ngày."),
    ],
)
def test_what_cannot_be_is_refused(bloc: Bloc, person: Person, code: str, day: str, words: str) -> None:
    person.memberships.update(since=dt.date(2020, 1, 1))
    answer = sent_away(bloc, person, code, day)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Transfer.objects.exists()


def test_one_request_at_a_time(bloc: Bloc, person: Person) -> None:
    sent_away(bloc, person)
    assert "một yêu cầu chuyển sinh hoạt chờ trả lời" in sent_away(bloc, person, "KBN").content.decode()


def test_a_request_that_life_overtook_moves_nobody(bloc: Bloc, person: Person) -> None:
    transfer = request_transfer(actor=bloc.actor("cell"), person=person, target=bloc.places["BAO"], day=ON)
    person.memberships.update(organisation=bloc.places["KBN"])
    with pytest.raises(Refusal, match="nay sinh hoạt tại Chi bộ Kiểm soát bệnh tật"):
        accept_transfer(actor=bloc.actor("foreign"), transfer=transfer)
    transfer.refresh_from_db()
    assert transfer.state == "asked"
    Organisation.objects.filter(code="BAO").update(until=dt.date(2024, 1, 1))
    person.memberships.update(organisation=bloc.places["DSO"])
    assert step(bloc, "foreign", "accept", "BAO").status_code == 422
    assert places(person) == [("DSO", None, None)]


@pytest.mark.parametrize(("name", "place", "seen"), [("cell", "DSO", 1), ("foreign", "BAO", 1), ("sibling", "KBN", 0)])
def test_both_sides_see_it_and_others_do_not(bloc: Bloc, person: Person, name: str, place: str, seen: int) -> None:
    sent_away(bloc, person)
    assert len(bloc.open(name, "organisations:transfer_list", place=place).context["lines"]) == seen
    answer = bloc.open(name, "organisations:transfer", Transfer.objects.get().pk, place=place)
    assert answer.status_code == (200 if seen else 404)
    assert len(bloc.open(name, "organisations:transfer_list", place=place, state="done").context["lines"]) == 0


def test_the_side_that_is_asked_finds_it_on_today(bloc: Bloc, person: Person) -> None:
    sent_away(bloc, person)
    assert "Chờ đồng ý chuyển sinh hoạt" in bloc.open("foreign", "portal:today", place="BAO").content.decode()
    assert "Chờ đồng ý chuyển sinh hoạt" not in bloc.open("cell", "portal:today").content.decode()


@pytest.mark.parametrize(("name", "place"), [("member", "DSO"), ("inspector", "DUK")])
def test_readers_start_nothing(bloc: Bloc, person: Person, name: str, place: str) -> None:
    said = {"code": "BAO", "day": "01/02/2024"}
    answer = bloc.send(name, "organisations:transfer_depart", person.pk, said=said, place=place)
    assert answer.status_code in (403, 404)
    with pytest.raises(Forbidden):
        request_transfer(actor=bloc.actor(name), person=person, target=bloc.places["BAO"], day=ON)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_few_queries(bloc: Bloc, rows: int) -> None:
    for index in range(rows):
        sent_away(bloc, bloc.person(f"Nguyễn Văn {index}", f"N{index}"))
    assert bloc.queries("cell", "organisations:transfer_list") <= 12
