"""A task given from above: taken up, reported, accepted or returned; delays asked for and answered."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures
from neuguong.core import clock
from neuguong.core.errors import Forbidden, Refusal
from neuguong.directives import actions, lifecycle, queries, rules
from neuguong.directives.models import DelayStatus, Task, TaskDelay, TaskStatus
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

TODAY = MOMENT.date()
LATER = TODAY + dt.timedelta(days=40)
TITLE = "Nộp báo cáo quý"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def given(bloc: Bloc, **other: Any) -> Task:
    """Have the committee above give the cell a task, due in ten days."""
    said = {"title": TITLE, "due": TODAY + dt.timedelta(days=10), "assigner": bloc.places["YTE"], **other}
    return actions.assign_task(actor=bloc.actor("secretary"), task=Task(organisation=bloc.places["DSO"], **said))


def step(bloc: Bloc, name: str, event: str, task: Task, **said: Any) -> int:
    """Send the page of a step as somebody who has just opened the task; return the status."""
    task.refresh_from_db()
    answer = bloc.send(name, f"directives:task_{event}", task.pk, said={"version": task.version, **said})
    task.refresh_from_db()
    return int(answer.status_code)


def asked(bloc: Bloc, task: Task) -> TaskDelay:
    said = {"asked_due": f"{LATER:%d/%m/%Y}", "reason": "Chờ số liệu"}
    assert step(bloc, "cell", "delay", task, **said) == 302
    return TaskDelay.objects.latest("pk")


def offered(bloc: Bloc, name: str, task: Task) -> list[str]:
    return [str(link.text) for link in bloc.open(name, "directives:task", task.pk).context["actions"]]


def test_what_is_reported_counts_once_it_is_accepted_and_then_from_the_report(bloc: Bloc) -> None:
    task = given(bloc)
    assert step(bloc, "cell", "start", task) == 302
    yesterday = TODAY - dt.timedelta(days=1)
    said = {"reported_on": f"{yesterday:%d/%m/%Y}", "result": "Đã gửi báo cáo"}
    assert step(bloc, "cell", "report", task, **said) == 302
    assert (task.stage, task.done_on) == (TaskStatus.REPORTED, None)
    assert "chờ xác nhận, báo cáo xong 14/01/2024" in bloc.open("cell", "directives:task", task.pk).content.decode()
    assert step(bloc, "cell", "accept", task) == 403
    assert step(bloc, "secretary", "return", task) == 422
    assert step(bloc, "secretary", "return", task, remark="Thiếu biểu 2") == 302
    assert "Thiếu biểu 2" in bloc.open("cell", "directives:task", task.pk).content.decode()
    assert step(bloc, "cell", "report", task, **said) == 302
    assert step(bloc, "secretary", "accept", task) == 302
    assert (task.stage, task.done_on) == (TaskStatus.ACCEPTED, yesterday)
    assert step(bloc, "secretary", "accept", task) == 422
    events = Entry.objects.filter(subject_kind="directives.task").order_by("pk").values_list("event", flat=True)
    assert [one.rpartition(".")[2] for one in events] == [
        "entered", "started", "reported", "returned", "reported", "accepted",
    ]  # fmt: skip


def test_what_an_organisation_sets_itself_is_done_when_it_says_so(bloc: Bloc) -> None:
    task = actions.assign_task(
        actor=bloc.actor("cell"),
        task=Task(organisation=bloc.places["DSO"], assigner=bloc.places["DSO"], title=TITLE, due=TODAY),
    )
    assert task.assigner is None
    assert step(bloc, "cell", "report", task, reported_on=f"{TODAY:%d/%m/%Y}", result="Xong") == 302
    assert (task.stage, task.done_on) == (TaskStatus.ACCEPTED, TODAY)
    assert offered(bloc, "cell", task) == ["Sửa", "Đưa ra khỏi sổ"]


def test_who_does_a_task_from_above_neither_corrects_nor_removes_it(bloc: Bloc) -> None:
    task = given(bloc)
    for page in ("edit", "remove", "cancel"):
        assert bloc.open("cell", f"directives:task_{page}", task.pk).status_code == 403
    task.done_on = TODAY
    for act in (actions.assign_task, actions.remove_task):
        with pytest.raises(Forbidden):
            act(actor=bloc.actor("cell"), task=task)
    assert offered(bloc, "cell", task) == ["Báo cáo kết quả", "Bắt đầu thực hiện", "Đề nghị gia hạn"]
    for name, status in (("member", 403), ("inspector", 403), ("sibling", 404), ("foreign", 404)):
        assert step(bloc, name, "start", task) == status


def test_a_task_is_given_from_above_alone(bloc: Bloc) -> None:
    with pytest.raises(Refusal, match="không phải cấp trên"):
        given(bloc, assigner=bloc.places["KBN"])
    with pytest.raises(Forbidden):
        actions.assign_task(
            actor=bloc.actor("cell"),
            task=Task(organisation=bloc.places["DSO"], assigner=bloc.places["YTE"], title=TITLE, due=TODAY),
        )
    assert not Task.objects.exists()


def test_a_granted_delay_moves_the_due_date_and_stays_told(bloc: Bloc) -> None:
    task = given(bloc)
    before, delay = task.due, asked(bloc, task)
    assert task.due == before
    assert bloc.send("cell", "directives:delay_grant", delay.pk, said={"version": delay.version}).status_code == 403
    assert step(bloc, "cell", "delay", task, asked_due=f"{LATER:%d/%m/%Y}", reason="Nữa") == 422
    assert offered(bloc, "secretary", task)[:2] == ["Đồng ý gia hạn", "Không đồng ý gia hạn"]
    said = {"version": delay.version, "answer": "Lần cuối"}
    assert bloc.send("secretary", "directives:delay_grant", delay.pk, said=said).status_code == 302
    task.refresh_from_db()
    delay.refresh_from_db()
    assert (task.due, delay.due_before, delay.status) == (LATER, before, DelayStatus.GRANTED)
    page = bloc.open("cell", "directives:task", task.pk).content.decode()
    assert all(words in page for words in ("25/01/2024 → 24/02/2024", "Chờ số liệu", "Lần cuối"))
    assert bloc.send("secretary", "directives:delay_refuse", delay.pk, said=said).status_code in {409, 422}


def test_a_delay_never_brings_the_due_date_forward(bloc: Bloc) -> None:
    task = given(bloc)
    delay, later = asked(bloc, task), LATER + dt.timedelta(days=10)
    Task.objects.filter(pk=task.pk).update(due=later)
    said = {"version": delay.version, "answer": "Đồng ý"}
    answer = bloc.send("secretary", "directives:delay_grant", delay.pk, said=said)
    assert answer.status_code == 422
    assert f"{later:%d/%m/%Y}" in answer.content.decode()
    task.refresh_from_db()
    assert task.due == later


def test_a_refused_delay_says_why_and_changes_nothing(bloc: Bloc) -> None:
    task = given(bloc)
    before, delay = task.due, asked(bloc, task)
    said = {"version": delay.version, "answer": " "}
    assert bloc.send("secretary", "directives:delay_refuse", delay.pk, said=said).status_code == 422
    said["answer"] = "Việc gấp"
    assert bloc.send("secretary", "directives:delay_refuse", delay.pk, said=said).status_code == 302
    task.refresh_from_db()
    assert task.due == before
    assert "Việc gấp" in bloc.open("cell", "directives:task", task.pk).content.decode()


def test_a_cancelled_task_counts_nowhere_until_it_is_assigned_again(bloc: Bloc) -> None:
    task = given(bloc, due=DAY)
    assert step(bloc, "secretary", "cancel", task, remark="Văn bản đã thay thế") == 302
    place = bloc.places["DSO"]
    late = Task.objects.filter(queries.is_late())
    assert not late.exists()
    assert not queries.tasks_to_do(bloc.actor("cell"), place).exists()
    assert "đã hủy" in bloc.open("cell", "directives:task", task.pk).content.decode()
    task.done_on = TODAY
    with pytest.raises(Exception, match="đã hủy không có ngày hoàn thành"):
        actions.assign_task(actor=bloc.actor("secretary"), task=task)
    assert step(bloc, "secretary", "resume", task) == 302
    assert late.exists()
    assert queries.tasks_to_do(bloc.actor("cell"), place).exists()


def test_what_waits_for_whom_stands_in_the_work_of_the_day(bloc: Bloc) -> None:
    task = given(bloc)

    def waiting(name: str) -> list[str]:
        return [one.word for one in bloc.open(name, "portal:today", place="DSO").context.get("todo") or []]

    asked(bloc, task)
    assert waiting("secretary") == ["chờ ý kiến về gia hạn", "nhiệm vụ"]
    assert waiting("cell") == ["nhiệm vụ"]
    assert step(bloc, "cell", "report", task, reported_on=f"{TODAY:%d/%m/%Y}", result="Xong") == 302
    assert waiting("secretary") == ["chờ xác nhận nhiệm vụ đã làm"]
    assert waiting("cell") == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"event": "edit", "start": "01/02/2024", "due": "31/01/2024"}, "Hạn phải bằng hoặc sau ngày bắt đầu."),
        ({"event": "report", "reported_on": "16/01/2024", "result": "Xong"}, "Ngày hoàn thành ở sau hôm nay"),
        ({"event": "report", "reported_on": "01/01/2024", "result": "Xong"}, "trước ngày bắt đầu"),
        ({"event": "report", "reported_on": "15/01/2024", "result": " "}, "Cần nhập kết quả."),
        ({"event": "delay", "asked_due": "25/01/2024", "reason": "Chờ"}, "Hạn đề nghị phải sau hạn đang có."),
    ],
)
def test_what_is_wrong_is_told(bloc: Bloc, wrong: dict[str, str], words: str) -> None:
    task = given(bloc, start=dt.date(2024, 1, 10))
    said = {"organisation": "Chi bộ Chi cục Dân số (DSO)", "title": TITLE, "version": task.version, **wrong}
    answer = bloc.send("secretary", f"directives:task_{said.pop('event')}", task.pk, said=said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    task.refresh_from_db()
    assert (task.version, task.stage) == (1, TaskStatus.ASSIGNED)


def test_once_moved_away_the_task_is_the_organisations_own(bloc: Bloc) -> None:
    task = given(bloc)
    assert rules.giver_of(task) == bloc.places["YTE"]
    task.organisation = bloc.places["BAO"]
    assert rules.giver_of(task) == bloc.places["BAO"]


@pytest.mark.parametrize("status", list(TaskStatus))
@pytest.mark.parametrize("event", list(rules.TASK_STEPS))
def test_what_the_table_does_not_name_is_refused(status: TaskStatus, event: str) -> None:
    task = Task(status=status, due=DAY, done_on=DAY if status == TaskStatus.ACCEPTED else None)
    if (status, event) in lifecycle.TASKS:
        lifecycle.advance(task, event)
        assert task.status == lifecycle.TASKS[status, event]
    else:
        with pytest.raises(Refusal, match="Không làm được"):
            lifecycle.advance(task, event)
        assert task.status == status


def test_the_figures_leave_a_cancelled_task_out(bloc: Bloc) -> None:
    codes = ("tasks_assigned", "tasks_on_time", "tasks_late")

    def told() -> list[Any]:
        return [one.value for one in figures(Question(bloc.places["DUK"], parse("2023")), codes)]

    gone = [given(bloc, due=DAY, title=title) for title in ("Giữ", "Hủy")][1]
    assert told() == [2, 0, 2]
    assert step(bloc, "secretary", "cancel", gone, remark="Thôi") == 302
    assert told() == [1, 0, 1]
