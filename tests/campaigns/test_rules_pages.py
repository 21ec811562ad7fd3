"""Pages of rules, of duties and of excuses: who sets them, what they show, how many statements they take."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from neuguong.campaigns.actions import lay_down, set_rule
from neuguong.campaigns.models import DutyRule, Excuse, Per
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, Refusal
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.campaigns.owing import BASE, rule, session, states
from tests.conftest import MOMENT

SAID: dict[str, Any] = {
    "organisation": "Đảng bộ Khối (DUK)",
    "kind": "meeting_thematic",
    "per": "quarter",
    "times": "1",
    "anchor": "end",
    "days": "5",
    "unit": "working",
    "owed_on": "due",
    "org_kinds": BASE,
    "who": "everyone",
    "source": "Hướng dẫn 09-HD/ĐUK",
}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def send(
    bloc: Bloc, name: str, page: str, *args: object, said: dict[str, Any], place: str = "DUK", **query: Any
) -> Any:
    return bloc.client(name).post(at(place, "2023", page, *args, **query), said)


def test_an_officer_sets_a_rule_and_sees_who_owes(bloc: Bloc) -> None:
    answer = send(bloc, "officer", "campaigns:rule_create", said=SAID)
    assert answer.status_code == 302, answer.context["form"].errors
    made = DutyRule.objects.get()
    page = bloc.open("officer", "campaigns:rule", made.pk, place="DUK")
    told = [(one.label, one.count, one.names) for one in page.context["outcomes"]]
    assert ("quý I/2023", 2, ["Chi bộ Báo tỉnh", "Đảng bộ Sở Y tế"]) in told
    assert "5 ngày làm việc sau ngày cuối kỳ" in page.content.decode()
    below = bloc.open("secretary", "campaigns:rule", made.pk, place="YTE")
    assert "Chi bộ Báo tỉnh" not in below.content.decode()


def test_a_rule_is_ended_by_its_last_day(bloc: Bloc) -> None:
    made = rule(bloc, "meeting_thematic")
    ended = {**SAID, "until": "30/06/2023", "days": "0", "unit": "calendar", "version": "1"}
    assert send(bloc, "officer", "campaigns:rule_edit", made.pk, said=ended).status_code == 302
    assert set(states(bloc, "BAO")) == {"Sinh hoạt chuyên đề quý I/2023", "Sinh hoạt chuyên đề quý II/2023"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"per": "record"}, "không tính theo từng việc đã giao"),
        ({"kind": "x"}, "Hãy chọn"),
        ({"who": "party"}, "là việc của tổ chức"),
        ({"anchor": "date", "day": "31", "month": "3"}, "chỉ dùng cho kỳ từ một năm"),
        ({"per": "year", "anchor": "date", "day": "31", "month": "2"}, "Không có ngày 31 tháng 2"),
        ({"per": "year", "anchor": "date"}, "ghi ngày và tháng"),
        ({"documents": "1-KH"}, "Chỉ việc tính theo văn bản"),
        ({"times": "0"}, "Số lần từ 1"),
        ({"since": "01/02/2023", "until": "01/01/2023"}, "Đến ngày phải bằng hoặc sau"),
    ],
)
def test_what_can_not_be_is_refused_in_a_sentence(bloc: Bloc, wrong: dict[str, str], told: str) -> None:
    answer = send(bloc, "officer", "campaigns:rule_create", said={**SAID, **wrong})
    assert answer.status_code == 422
    assert told in answer.content.decode() or wrong == {"kind": "x"}
    assert not DutyRule.objects.exists()


def test_only_officers_set_rules_and_only_at_their_place(bloc: Bloc) -> None:
    own = DutyRule(organisation=bloc.places["YTE"], kind="issue", per=Per.YEAR)
    for name in ("secretary", "cell", "inspector", "member"):
        with pytest.raises(Forbidden):
            set_rule(actor=bloc.actor(name), rule=own)
    set_rule(actor=bloc.actor("officer"), rule=own)
    with pytest.raises(Refusal, match="không tính"):
        set_rule(actor=SYSTEM, rule=DutyRule(organisation=bloc.places["YTE"], kind="commitment", per=Per.MONTH))


def test_the_usual_rules_hold_for_any_installation(bloc: Bloc) -> None:
    made = lay_down(actor=SYSTEM, organisation=bloc.places["DUK"])
    assert all(one.source and one.since for one in made)
    assert "Sinh hoạt chuyên đề quý IV/2023" in states(bloc, "BAO")
    assert "Vấn đề bức xúc, nổi cộm năm 2023" in states(bloc, "BAO")


def test_an_officer_excuses_from_the_list_and_takes_it_back(bloc: Bloc) -> None:
    made = rule(bloc, "meeting_thematic")
    page = bloc.open("officer", "campaigns:duty_list", place="DUK")
    hrefs = {link.href for _line, link in page.context["lines"] if link}
    address = at("DUK", "2023", "campaigns:excuse_create", made.pk, occasion="2023-Q1", code="BAO")
    assert address in hrefs
    assert bloc.client("officer").post(address, {"sort": "excused", "reason": ""}).status_code == 422
    assert bloc.client("officer").post(address, {"sort": "excused", "reason": "Đang hợp nhất"}).status_code == 302
    assert states(bloc, "BAO")["Sinh hoạt chuyên đề quý I/2023"] == "excused"
    excuse = Excuse.objects.get()
    assert (excuse.granted_by, excuse.reason) == ("Officer", "Đang hợp nhất")
    shown = bloc.open("officer", "campaigns:duty_list", place="DUK", state="excused")
    assert [line.organisation for line, _link in shown.context["lines"]] == ["BAO"]
    assert send(bloc, "officer", "campaigns:excuse_withdraw", excuse.pk, said={}).status_code == 302
    assert states(bloc, "BAO")["Sinh hoạt chuyên đề quý I/2023"] == "late"


def test_what_is_done_or_not_owed_is_not_excused(bloc: Bloc) -> None:
    made = rule(bloc, "meeting_thematic")
    session(bloc, "BAO", "10/02/2023")
    said = {"sort": "excused", "reason": "Vì thế"}
    query = {"occasion": "2023-Q1", "code": "BAO"}
    assert send(bloc, "officer", "campaigns:excuse_create", made.pk, said=said, **query).status_code == 422
    unknown = {**query, "occasion": "2022-Q1"}
    assert send(bloc, "officer", "campaigns:excuse_create", made.pk, said=said, **unknown).status_code == 404


def test_the_list_names_people_to_their_cell_and_counts_them_for_nobody_else(bloc: Bloc) -> None:
    rule(bloc, "commitment", Per.YEAR, org_kinds=[])
    bloc.person("Lò Thị Mây", "DV1")
    assert "Lò Thị Mây" in bloc.open("cell", "campaigns:duty_list").content.decode()
    assert "Lò Thị Mây" not in bloc.open("officer", "campaigns:duty_list", place="DUK").content.decode()
    assert "Lò Thị Mây" not in bloc.open("member", "campaigns:duty_list").content.decode()


def test_the_list_is_searched_and_paged(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    rule(bloc, "commitment", Per.YEAR, org_kinds=[])
    for index in range(60):
        bloc.person(f"Người {index}", f"DV{index}")
    assert len(bloc.open("cell", "campaigns:duty_list").context["lines"]) == 50
    assert len(bloc.client("cell").get(at("DSO", "2023", "campaigns:duty_list", page=2)).context["lines"]) == 10
    found = bloc.open("officer", "campaigns:duty_list", place="DUK", q="bao tinh i/2023").context["lines"]
    assert [line.title for line, _link in found] == [
        f"Sinh hoạt chuyên đề quý {part}/2023" for part in ("I", "II", "III")
    ]
    assert "Không còn việc nào như vậy" in bloc.open("cell", "campaigns:duty_list", state="excused").content.decode()


@pytest.mark.parametrize("count", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_pages_take_few_queries(bloc: Bloc, count: int) -> None:
    rule(bloc, "commitment", Per.YEAR, org_kinds=[])
    first = rule(bloc, "meeting_thematic")
    with transaction.atomic():
        for index in range(count):
            bloc.person(f"Người {index}", f"DV{index}")
            rule(bloc, "issue", Per.YEAR, label=f"Việc {index % 50}")
    for name, page, args in (
        ("secretary", "campaigns:duty_list", ()),
        ("officer", "campaigns:duty_list", ()),
        ("officer", "campaigns:rule_list", ()),
        ("officer", "campaigns:rule", (first.pk,)),
    ):
        place = "YTE" if name == "secretary" else "DUK"
        address = at(place, "2023", page, *args)
        assert bloc.client(name).get(address).status_code == 200
        assert _statements(bloc, name, address) <= 12, (name, page)


def _statements(bloc: Bloc, name: str, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        bloc.client(name).get(address)
    return len(captured)
