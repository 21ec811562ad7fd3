"""Hôm nay: each role sees what is theirs to do, and nothing of others."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from neuguong.activities.models import Issue, Session
from neuguong.campaigns.actions import lay_down
from neuguong.commitments.actions import enter_commitment
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.directives.actions import assign_task
from neuguong.directives.models import Task
from neuguong.initiatives.actions import register_initiative
from neuguong.initiatives.models import Initiative
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

PAGE = "portal:today"
SECRET = "Bỏ thuốc lá ở cơ quan"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        lay_down(actor=SYSTEM, organisation=found.places["DUK"])
        yield found


def task(bloc: Bloc, code: str, title: str, due: dt.date, done: dt.date | None = None) -> Task:
    return assign_task(
        actor=bloc.actor("officer"), task=Task(organisation=bloc.places[code], title=title, due=due, done_on=done)
    )


def model(bloc: Bloc, code: str, name: str) -> Initiative:
    initiative = Initiative(organisation=bloc.places[code], code=name, name=name, registered_on=DAY)
    return register_initiative(actor=bloc.actor("officer"), initiative=initiative)


def open_meeting(bloc: Bloc, code: str) -> Session:
    return Session.objects.create(organisation=bloc.places[code], date=DAY, kind="thematic", content="Tự soi")


def commit(bloc: Bloc, content: str = SECRET) -> Commitment:
    person = bloc.person("Lò Thị Mây", "DV1")
    person.account = bloc.users["member"]
    person.save()
    commitment = Commitment(
        person=person,
        organisation=bloc.places["DSO"],
        first_year=2023,
        last_year=2023,
        signed_on=dt.date(2023, 2, 1),
        content=content,
    )
    return enter_commitment(actor=bloc.actor("cell"), commitment=commitment)


def test_the_day_is_told_in_words(bloc: Bloc) -> None:
    assert "Hôm nay, thứ Hai 15/01/2024" in bloc.open("cell", PAGE).content.decode()


def test_an_officer_sees_who_is_late_and_may_remind_them(bloc: Bloc) -> None:
    answer = bloc.open("officer", PAGE, place="DUK")
    assert {row.organisation.code for row in answer.context["late"]} == {"YTE", "BAO"}
    assert "Soạn lời nhắc" in answer.content.decode()


def test_open_work_comes_by_urgency(bloc: Bloc) -> None:
    late = task(bloc, "DSO", "Nộp kế hoạch", dt.date(2024, 1, 10))
    old = task(bloc, "DSO", "Báo cáo quý", dt.date(2023, 10, 1))
    task(bloc, "DSO", "Đã xong", dt.date(2023, 5, 1), dt.date(2023, 5, 1))
    Issue.objects.create(organisation=bloc.places["DSO"], title="Giờ giấc", raised_on=DAY)
    task(bloc, "KBN", "Việc của chi bộ khác", dt.date(2023, 1, 1))
    found = bloc.open("cell", PAGE).context["todo"]
    assert [one.title for one in found] == [old.title, late.title, "Giờ giấc"]
    assert [str(one.state.word) for one in found] == ["quá hạn từ 01/10/2023", "quá hạn 5 ngày", "chưa có hạn"]


def test_a_secretary_sees_the_own_state_and_where_to_enter(bloc: Bloc) -> None:
    open_meeting(bloc, "DSO")
    answer = bloc.open("secretary", PAGE, place="YTE")
    cells = {(one.column.group, one.column.label): (one.cell.words, one.does) for one in answer.context["owed"]}
    assert cells["Sinh hoạt chuyên đề", "quý I"] == ("10/03", "")
    assert cells["Sinh hoạt chuyên đề", "quý II"] == ("chưa có", "/o/YTE/2023/activities/new/")
    assert [str(link.text) for link in answer.context["writing"]][-1] == "Đăng ký mô hình"
    assert answer.context["owed"][-1].cell.done
    assert all(one.does == "" for one in bloc.open("inspector", PAGE, place="YTE").context["owed"])


def test_a_member_sees_the_own_commitments_alone(bloc: Bloc) -> None:
    commit(bloc)
    task(bloc, "DSO", "Việc của chi bộ", dt.date(2024, 1, 10))
    answer = bloc.open("member", PAGE)
    assert [one.title for one in answer.context["mine"]] == ["Cam kết 2023"]
    assert "todo" not in answer.context
    assert "arrivals" not in answer.context
    missing = bloc.open("member", PAGE, when="2022").context["mine"]
    assert [str(one.state.word) for one in missing] == ["quá hạn từ 31/03/2022"]
    assert missing[0].title == "Bản cam kết năm 2022"


def test_what_came_in_is_told_by_place_and_never_by_content(bloc: Bloc) -> None:
    commit(bloc)
    model(bloc, "DSO", "Mô hình gần")
    model(bloc, "BAO", "Mô hình xa")
    for name, place, seen in (("officer", "DUK", 2), ("secretary", "YTE", 1), ("foreign", "BAO", 1)):
        answer = bloc.open(name, PAGE, place=place)
        told = [one.title for one in answer.context["arrivals"] if one.title.startswith("Mô hình")]
        assert len(told) == seen
        assert SECRET not in answer.content.decode()
    assert "Mô hình xa" not in bloc.open("secretary", PAGE, place="YTE").content.decode()
    assert "bản cam kết" in bloc.open("secretary", PAGE, place="YTE").content.decode()


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_it_takes_few_queries(bloc: Bloc, rows: int) -> None:
    commit(bloc)
    with transaction.atomic():
        for index in range(rows):
            task(bloc, "DSO", f"Việc {index}", DAY)
            model(bloc, "DSO", f"M{index}")
    for name, place in (("officer", "DUK"), ("secretary", "YTE"), ("cell", "DSO")):
        assert bloc.queries(name, PAGE, place=place) <= 12


def test_the_reminder_names_what_is_missing_and_only_of_those_ticked(bloc: Bloc) -> None:
    address = at("DUK", "2023", "portal:remind", code=["BAO"])
    text = bloc.client("officer").get(address).context["text"]
    assert text.startswith("Kính gửi: Chi bộ Báo tỉnh.\nĐến ngày 15/01/2024, đơn vị còn ")
    assert "- Sinh hoạt chuyên đề quý I: chưa có" in text
    assert "Sở Y tế" not in text
    assert text.endswith("Đảng bộ Khối")
    nobody = bloc.open("officer", "portal:remind", place="DUK")
    assert "Chọn ít nhất một đơn vị" in nobody.content.decode()
