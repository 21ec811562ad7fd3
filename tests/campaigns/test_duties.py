"""Duties: who owes what by which rule, by when, and what closes them."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from neuguong.campaigns.actions import excuse_duty, withdraw_excuse
from neuguong.campaigns.duties import numbers, of_person, survey
from neuguong.campaigns.models import Anchor, Excuse, OwedOn, Per, Unit
from neuguong.campaigns.periods import parse
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, Refusal
from neuguong.directives.models import Task
from neuguong.organisations.models import Membership, Pause
from neuguong.reporting.models import Return
from tests.bloc import Bloc, found_bloc
from tests.campaigns.owing import day, duties, plan, rule, session, signed, states
from tests.conftest import MOMENT

MEETINGS = {f"Sinh hoạt chuyên đề quý {quarter}/2023" for quarter in ("I", "II", "III", "IV")}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def test_the_record_itself_closes_the_duty_and_taking_it_out_opens_it_again(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    first = "Sinh hoạt chuyên đề quý I/2023"
    assert states(bloc, "BAO")[first] == "late"
    held = session(bloc, "BAO", "31/03/2023")
    assert states(bloc, "BAO")[first] == "met"
    held.date = day("01/04/2023")
    held.save()
    assert states(bloc, "BAO")[first] == "late"
    assert states(bloc, "BAO")["Sinh hoạt chuyên đề quý II/2023"] == "met"
    held.delete()
    assert set(states(bloc, "BAO").values()) == {"late"}


def test_what_is_held_below_counts_above_and_not_beside(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    session(bloc, "DSO", "10/02/2023")
    assert states(bloc, "YTE")["Sinh hoạt chuyên đề quý I/2023"] == "met"
    assert states(bloc, "BAO")["Sinh hoạt chuyên đề quý I/2023"] == "late"
    assert states(bloc, "DSO") == {}


def test_a_plan_is_in_time_or_late_or_missing_and_the_setter_owes_none(bloc: Bloc) -> None:
    rule(bloc, "plan", Per.DIRECTIVE, anchor=Anchor.START, days=60, org_kinds=[])
    higher = plan(bloc, "DUK", "1-KH/TU", "01/02/2023")
    asked = plan(bloc, "DUK", "95-KH/ĐUK", "14/02/2023", higher)
    plan(bloc, "YTE", "2-KH/ĐU", "15/04/2023", asked)
    plan(bloc, "BAO", "3-KH/CB", "16/04/2023", asked)
    found = {code: states(bloc, code).get("Kế hoạch cụ thể hóa 95-KH/ĐUK") for code in ("DUK", "YTE", "BAO", "KBN")}
    assert found == {"DUK": None, "YTE": "met", "BAO": "met_late", "KBN": "late"}
    assert states(bloc, "KBN", as_of="15/04/2023") == {"Kế hoạch cụ thể hóa 95-KH/ĐUK": "open"}
    assert states(bloc, "KBN", as_of="16/04/2023") == {"Kế hoạch cụ thể hóa 95-KH/ĐUK": "late"}


def test_a_rule_may_name_its_documents(bloc: Bloc) -> None:
    named = plan(bloc, "DUK", "101-KH/ĐUK", "20/04/2023")
    plan(bloc, "YTE", "9-KH/ĐU", "01/05/2023", plan(bloc, "DUK", "95-KH/ĐUK", "14/02/2023"))
    rule(bloc, "plan", Per.DIRECTIVE, anchor=Anchor.START, documents="101-kh/đuk; 7-KH/ĐUK")
    assert list(states(bloc, "YTE")) == [f"Kế hoạch cụ thể hóa {named.number}"]


def test_each_year_is_judged_by_the_rule_of_its_day(bloc: Bloc) -> None:
    rule(bloc, "issue", Per.YEAR, until=day("31/12/2022"), anchor=Anchor.DATE, month=6, day=30)
    rule(bloc, "issue", Per.YEAR, since=day("01/01/2023"), times=2)
    found = {one.occasion.key: one.occasion.due for one in duties(bloc, period="2022..2023")}
    assert found == {"2022": day("30/06/2022"), "2023": day("31/12/2023")}


def test_each_duty_falls_into_the_one_period_in_which_it_is_due(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic", days=5)
    assert {one.occasion.key for one in duties(bloc, period="2023")} == {"2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3"}
    assert {one.occasion.key for one in duties(bloc, period="2023-Q2")} == {"2023-Q1"}
    assert {one.occasion.key for one in duties(bloc, period="2023-04")} == {"2023-Q1"}


def test_several_times_are_done_with_the_last_of_them(bloc: Bloc) -> None:
    rule(bloc, "study", Per.HALF, times=2)
    session(bloc, "BAO", "10/01/2023", "study")
    assert states(bloc, "BAO", period="2023-H1") == {"Học tập, quán triệt 6 tháng đầu năm 2023": "late"}
    second = session(bloc, "BAO", "11/02/2023", "study")
    (found,) = (one for one in duties(bloc, period="2023-H1") if one.organisation == bloc.places["BAO"].pk)
    assert (found.state, found.day, found.record) == ("met", second.date, second.pk)


def test_working_days_skip_holidays_and_a_day_off_gives_way(bloc: Bloc) -> None:
    higher = plan(bloc, "DUK", "1-KH/TU", "01/02/2023")
    plan(bloc, "DUK", "95-KH/ĐUK", "28/04/2023", higher)
    documents = "95-KH/ĐUK"
    rule(bloc, "plan", Per.DIRECTIVE, anchor=Anchor.START, days=1, unit=Unit.WORKING, documents=documents)
    # 29 April to 3 May 2023: the weekend, two holidays, and the day taken for the Sunday.
    assert {one.occasion.due for one in duties(bloc)} == {day("04/05/2023")}
    rule(bloc, "plan", Per.DIRECTIVE, anchor=Anchor.START, days=2, rolls=True, documents=documents, label="Báo cáo")
    assert {one.occasion.due for one in duties(bloc)} == {day("04/05/2023")}


def test_one_that_did_not_exist_that_day_owes_nothing(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    bloc.places["BAO"].until = day("30/06/2023")
    bloc.places["BAO"].save()
    assert set(states(bloc, "BAO")) == {"Sinh hoạt chuyên đề quý I/2023", "Sinh hoạt chuyên đề quý II/2023"}
    bloc.places["YTE"].since = day("01/10/2023")
    bloc.places["YTE"].save()
    assert set(states(bloc, "YTE")) == {"Sinh hoạt chuyên đề quý IV/2023"}


def test_people_owe_where_they_belong_and_the_exempt_and_suspended_do_not(bloc: Bloc) -> None:
    rule(bloc, "commitment", Per.YEAR, anchor=Anchor.DATE, month=3, day=31, owed_on=OwedOn.END, org_kinds=[])
    people = {code: bloc.person(f"Người {code}", code) for code in ("DV1", "DV2", "DV3", "DV4", "DV5")}
    for code, sort in (("DV2", "exempt"), ("DV3", "suspended")):
        Pause.objects.create(person=people[code], sort=sort, since=day("01/12/2023"))
    Membership.objects.filter(person=people["DV4"]).update(is_exempt=True)
    Membership.objects.filter(person=people["DV5"]).update(until=day("30/12/2023"))
    Membership.objects.create(person=people["DV1"], organisation=bloc.places["KBN"], is_main=False)
    (found,) = duties(bloc)
    assert (found.person, found.organisation, found.state) == (people["DV1"].pk, bloc.places["DSO"].pk, "late")
    paper = signed(bloc, people["DV1"], "DSO", (2023, 2023), "01/04/2023")
    assert [(one.state.value, one.record) for one in duties(bloc)] == [("met_late", paper.pk)]
    paper.signed_on = None
    paper.save()
    assert [one.state for one in duties(bloc)] == ["late"]


def test_a_person_sees_their_own_wherever_they_belong(bloc: Bloc) -> None:
    rule(bloc, "plan_personal", Per.TERM, anchor=Anchor.DATE, month=12, day=31, org_kinds=[])
    mine, other = bloc.person("Người một", "DV1"), bloc.person("Người hai", "DV2")
    signed(bloc, other, "DSO", (2021, 2025), "01/06/2021")
    found = of_person(mine.pk, bloc.places["DSO"], parse("2021"), day("15/01/2024")).duties
    assert [(one.person, one.state.value) for one in found] == [(mine.pk, "late")]
    signed(bloc, mine, "DSO", (2021, 2025), "31/12/2021")
    assert [one.state.value for one in of_person(mine.pk, bloc.places["DSO"], parse("2021")).duties] == ["met"]


def test_a_task_and_a_return_are_duties_by_their_own_days(bloc: Bloc) -> None:
    rule(bloc, "task", Per.RECORD, org_kinds=[])
    rule(bloc, "return", Per.RECORD, org_kinds=[])
    task = Task.objects.create(organisation=bloc.places["DSO"], title="Nộp kế hoạch", due=day("01/06/2023"))
    span = {"start": day("01/01/2022"), "end": day("31/12/2022")}
    asked = {"due_on": day("10/01/2023"), "sent_on": day("11/01/2023")}
    Return.objects.create(organisation=bloc.places["YTE"], period="2022", **span, **asked)
    assert states(bloc, "DSO") == {"Nộp kế hoạch": "late"}
    assert states(bloc, "YTE") == {"Biểu số liệu năm 2022": "met_late"}
    task.done_on = task.due
    task.save()
    assert states(bloc, "DSO") == {"Nộp kế hoạch": "met"}


def test_an_excuse_stands_until_it_is_taken_back_and_a_record_prevails(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    officer = bloc.actor("officer")
    (duty,) = (one for one in duties(bloc, "BAO", "2023-Q1"))
    excuse = excuse_duty(actor=officer, duty=duty, said=Excuse(reason="Đang hợp nhất"))
    assert set(states(bloc, "BAO", period="2023-Q1").values()) == {"excused"}
    assert numbers(duties(bloc, "BAO", "2023-Q1")).due == 0
    assert set(states(bloc, "BAO", period="2023-Q1", as_of="14/01/2024").values()) == {"late"}
    session(bloc, "BAO", "20/02/2023")
    assert set(states(bloc, "BAO", period="2023-Q1").values()) == {"met"}
    withdraw_excuse(actor=officer, excuse=excuse)
    assert set(states(bloc, "BAO", period="2023-Q2").values()) == {"late"}


def test_only_the_officer_above_excuses_and_with_a_reason(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    duty = duties(bloc, "YTE", "2023-Q1")[0]
    for name in ("secretary", "cell", "foreign", "inspector", "member"):
        with pytest.raises(Forbidden):
            excuse_duty(actor=bloc.actor(name), duty=duty, said=Excuse(reason="Vì thế"))
    with pytest.raises(Refusal, match="lý do"):
        excuse_duty(actor=bloc.actor("officer"), duty=duty, said=Excuse(reason="  "))


def test_people_are_not_excused_by_words(bloc: Bloc) -> None:
    rule(bloc, "commitment", Per.YEAR, org_kinds=[])
    bloc.person("Người một", "DV1")
    with pytest.raises(Refusal, match="miễn sinh hoạt"):
        excuse_duty(actor=SYSTEM, duty=duties(bloc)[0], said=Excuse(reason="Vì thế"))


def test_shares_are_of_what_has_come_due_or_is_done(bloc: Bloc) -> None:
    rule(bloc, "meeting_thematic")
    session(bloc, "BAO", "10/01/2023")
    session(bloc, "BAO", "10/05/2023")
    found = numbers(duties(bloc, "BAO", as_of="01/05/2023"))
    assert (found.open, found.late, found.met, found.completeness) == (3, 0, 1, 100.0)
    found = numbers(duties(bloc, "BAO", as_of="31/12/2023"))
    assert (found.open, found.late, found.met, found.completeness, found.punctuality) == (1, 1, 2, 66.7, 66.7)


@pytest.mark.parametrize("count", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_survey_takes_few_queries(bloc: Bloc, count: int) -> None:
    rule(bloc, "meeting_thematic", rolls=True)
    rule(bloc, "plan", Per.DIRECTIVE, anchor=Anchor.START, days=60)
    rule(bloc, "task", Per.RECORD, org_kinds=[])
    rule(bloc, "commitment", Per.YEAR, post="Bí thư", org_kinds=[])
    rule(bloc, "plan_personal", Per.TERM, person_group="cadre", org_kinds=[], anchor=Anchor.DATE, month=12, day=31)
    rule(bloc, "model", Per.STAGE)
    with transaction.atomic():
        for index in range(count):
            session(bloc, "DSO", f"{index % 28 + 1:02d}/02/2023", about=str(index))
            bloc.person(f"Người {index}", f"DV{index}")
            due = dt.date(2023, 1, 1) + dt.timedelta(days=index % 360)
            Task.objects.create(organisation=bloc.places["KBN"], title=f"Việc {index}", due=due)
    with CaptureQueriesContext(connection) as captured:
        survey(bloc.places["DUK"], parse("2021..2023"))
    assert len(captured) <= 4
