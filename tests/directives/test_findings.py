"""What an inspection found: noted, made a task, answered, confirmed; read by few."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, NotVisible, Refusal
from neuguong.directives import actions, lifecycle, queries, rules
from neuguong.directives.models import Finding, FindingStatus, Task
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Role
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

TEXT = "Chưa phân công người phụ trách kế hoạch năm; phân công bằng văn bản."
SAID = {"sort": "recommendation", "text": TEXT, "raised_on": "08/01/2024", "due": "31/01/2024"}
ANSWER = "Đã phân công ngày 12/01/2024."


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def noted(bloc: Bloc, code: str = "DSO", **other: Any) -> Finding:
    """Note a finding about an organisation, or about a record that `other` names."""
    said = {"text": TEXT, "raised_on": dt.date(2024, 1, 8), "due": dt.date(2024, 1, 31)}
    finding = Finding(organisation=bloc.places[code], **{**said, **other})
    return actions.raise_finding(actor=bloc.actor("inspector"), finding=finding)


def answered(bloc: Bloc, finding: Finding) -> Finding:
    finding.answer = ANSWER
    return actions.answer_finding(actor=bloc.actor("cell"), finding=finding)


def a_task(bloc: Bloc) -> Task:
    return Task.objects.create(organisation=bloc.places["DSO"], title="Ban hành kế hoạch", due=DAY)


def test_an_inspector_notes_a_finding_on_the_page_of_a_record(bloc: Bloc) -> None:
    task = a_task(bloc)
    page = bloc.open("inspector", "directives:task", task.pk)
    block = next(one for one in page.context["blocks"] if one.add and "about" in one.add.href)
    answer = bloc.client("inspector").post(block.add.href, SAID)
    finding = Finding.objects.get()
    assert answer.status_code == 302
    assert (finding.organisation, finding.subject_kind) == (bloc.places["DSO"], "directives.task")
    assert "Chưa phân công" in bloc.open("inspector", "directives:task", task.pk).content.decode()
    told = bloc.open("cell", "directives:finding", finding.pk).content.decode()
    assert TEXT in told
    assert at("DSO", "2023", "directives:task", task.pk) in told
    assert Entry.objects.filter(event="finding.raised", subject_id=finding.pk).count() == 1


def test_a_finding_about_an_organisation_stands_on_its_page(bloc: Bloc) -> None:
    said = {**SAID, "organisation": "Chi bộ Chi cục Dân số (DSO)"}
    assert bloc.send("inspector", "directives:finding_create", said=said, place="DUK").status_code == 302
    place = bloc.places["DSO"]
    assert "Chưa phân công" in bloc.open("secretary", "portal:organisation", place.pk).content.decode()
    assert "Chưa phân công" not in bloc.open("member", "portal:organisation", place.pk).content.decode()


@pytest.mark.parametrize("name", ["member", "sibling", "foreign"])
def test_members_and_others_see_nothing_of_it(bloc: Bloc, name: str) -> None:
    finding, task = noted(bloc), a_task(bloc)
    about = noted(bloc, subject_kind="directives.task", subject_id=task.pk)
    for record in (finding, about):
        assert bloc.open(name, "directives:finding", record.pk).status_code == 404
    assert TEXT not in bloc.open(name, "directives:task", task.pk).content.decode()
    assert bloc.open(name, "directives:finding_list").status_code in {403, 404}
    assert not rules.findings.visible_to(bloc.actor(name)).exists()


def test_only_who_reads_findings_is_offered_the_register(bloc: Bloc) -> None:
    for name, offered in (("cell", True), ("inspector", True), ("member", False)):
        tabs = bloc.open(name, "directives:list").context["shell"].tabs
        assert ("directives:finding_list" in [tab.key for tab in tabs]) is offered


def test_one_click_makes_a_task_that_members_may_read(bloc: Bloc) -> None:
    finding = noted(bloc)
    page = bloc.open("officer", "directives:finding", finding.pk)
    assert bloc.client("officer").post(page.context["assign"]).status_code == 302
    finding.refresh_from_db()
    task = Task.objects.get()
    assert (finding.task, finding.status, task.due) == (task, FindingStatus.ASSIGNED, finding.due)
    assert task.title in bloc.open("cell", "directives:finding", finding.pk).content.decode()
    address = at("DSO", "2023", "directives:finding", finding.pk)
    assert address in bloc.open("cell", "directives:task", task.pk).content.decode()
    seen = bloc.open("member", "directives:task", task.pk).content.decode()
    assert task.title in seen
    assert "Chưa phân công" not in seen
    assert address not in seen
    assert bloc.client("officer").post(page.context["assign"]).status_code == 422
    assert bloc.send("cell", "directives:task_remove", task.pk, said={}).status_code == 422


def test_the_answer_begins_with_what_the_task_came_to(bloc: Bloc) -> None:
    finding = noted(bloc)
    task = actions.assign_finding(actor=bloc.actor("cell"), finding=finding)
    Task.objects.filter(pk=task.pk).update(done_on=MOMENT.date(), result=ANSWER)
    form = bloc.open("cell", "directives:finding_answer", finding.pk).context["form"]
    assert form["answer"].value() == ANSWER
    said = {"answer": ANSWER, "version": form["version"].value()}
    assert bloc.send("cell", "directives:finding_answer", finding.pk, said=said).status_code == 302
    assert bloc.send("cell", "directives:finding_answer", finding.pk, said=said).status_code == 422


def test_the_inspector_confirms_or_asks_for_more(bloc: Bloc) -> None:
    finding = answered(bloc, noted(bloc))
    said = {"conclusion": "", "version": finding.version}
    assert bloc.send("inspector", "directives:finding_return", finding.pk, said=said).status_code == 422
    said["conclusion"] = "Gửi kèm văn bản phân công."
    assert bloc.send("inspector", "directives:finding_return", finding.pk, said=said).status_code == 302
    assert "Gửi kèm văn bản" in bloc.open("cell", "directives:finding", finding.pk).content.decode()
    finding.refresh_from_db()
    assert finding.status == FindingStatus.RETURNED
    answered(bloc, finding)
    said = {"version": finding.version}
    assert bloc.send("inspector", "directives:finding_close", finding.pk, said=said).status_code == 302
    finding.refresh_from_db()
    assert (finding.status, finding.closed_on) == (FindingStatus.CLOSED, MOMENT.date())
    events = Entry.objects.filter(subject_kind="directives.finding").order_by("pk").values_list("event", flat=True)
    assert [event.rpartition(".")[2] for event in events] == ["raised", "answered", "returned", "answered", "closed"]


def test_a_stale_form_is_told(bloc: Bloc) -> None:
    finding = noted(bloc)
    noted_anew = {**SAID, "text": "Khác", "version": finding.version}
    assert bloc.send("inspector", "directives:finding_edit", finding.pk, said=noted_anew).status_code == 302
    said = {"answer": ANSWER, "version": finding.version}
    assert bloc.send("cell", "directives:finding_answer", finding.pk, said=said).status_code == 409


def test_nobody_confirms_their_own_answer(bloc: Bloc) -> None:
    grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.INSPECTOR, organisation=bloc.places["DSO"])
    finding = answered(bloc, noted(bloc))
    with pytest.raises(Forbidden):
        actions.close_finding(actor=bloc.actor("cell"), finding=finding)
    assert not queries.findings_to_confirm(bloc.actor("cell"), bloc.places["DSO"]).exists()


@pytest.mark.parametrize("status", list(FindingStatus))
@pytest.mark.parametrize("event", list(rules.STEPS))
def test_what_the_table_does_not_name_is_refused(status: FindingStatus, event: str) -> None:
    finding = Finding(status=status, raised_on=DAY, due=DAY)
    if (status, event) in lifecycle.FINDINGS:
        lifecycle.advance(finding, event)
        assert finding.status == lifecycle.FINDINGS[status, event]
    else:
        with pytest.raises(Refusal, match="Không làm được"):
            lifecycle.advance(finding, event)
        assert finding.status == status


def test_once_acted_on_a_finding_is_not_corrected(bloc: Bloc) -> None:
    finding = answered(bloc, noted(bloc))
    for page in ("edit", "remove"):
        assert bloc.open("inspector", f"directives:finding_{page}", finding.pk).status_code == 403
        assert bloc.send("inspector", f"directives:finding_{page}", finding.pk, said=SAID).status_code == 403


@pytest.mark.parametrize("name", ["cell", "secretary", "officer"])
def test_only_inspectors_note_findings(bloc: Bloc, name: str) -> None:
    with pytest.raises(Forbidden):
        actions.raise_finding(actor=bloc.actor(name), finding=Finding(organisation=bloc.places["DSO"], text=TEXT))
    assert bloc.open(name, "directives:finding_create").status_code == 403
    about = ("organisations.organisation", bloc.places["DSO"].pk)
    assert bloc.open(name, "directives:finding_raise", *about).status_code == 403


@pytest.mark.parametrize("kind", ["commitments.commitment", "classification.classification", "accounts.user", "x.y"])
def test_no_finding_is_about_what_an_inspector_does_not_look_into(bloc: Bloc, kind: str) -> None:
    assert bloc.open("inspector", "directives:finding_raise", kind, 1).status_code == 404
    with pytest.raises(NotVisible):
        noted(bloc, subject_kind=kind, subject_id=1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due": "01/01/2024"}, "Hạn đề nghị phải bằng hoặc sau ngày nêu."),
        ({"raised_on": "16/01/2024", "due": "31/01/2024"}, "Ngày nêu ở sau hôm nay"),
        ({"text": " "}, "Cần nhập nội dung."),
        ({"due": "31/02/2024"}, "không phải là ngày có thật"),
    ],
)
def test_what_is_wrong_is_told(bloc: Bloc, wrong: dict[str, str], words: str) -> None:
    about = ("organisations.organisation", bloc.places["DSO"].pk)
    answer = bloc.send("inspector", "directives:finding_raise", *about, said={**SAID, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Finding.objects.exists()


def test_the_register_is_filtered_and_goes_out_as_it_looks(bloc: Bloc) -> None:
    late = noted(bloc, raised_on=DAY, due=DAY, text="Quá hạn")
    answered(bloc, noted(bloc, text="=Đã trả lời"))
    lines = bloc.open("officer", "directives:finding_list", place="DUK").client
    address = at("DUK", "2023", "directives:finding_list", when="all", state="late")
    assert [line.pk for line in lines.get(address).context["lines"]] == [late.pk]
    answer = bloc.client("officer").get(at("DUK", "2023", "interchange:export", "findings", when="all"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Nội dung", "Hình thức", "Tổ chức")
    assert {row[0] for row in rows[1:]} == {"Quá hạn", "=Đã trả lời"}
    assert ANSWER in {row[8] for row in rows[1:]}


def test_an_export_holds_nothing_of_others(bloc: Bloc) -> None:
    noted(bloc, "KBN", text="Của chi bộ khác")
    noted(bloc)
    answer = bloc.client("cell").get(at("DSO", "2023", "interchange:export", "findings", when="all"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [TEXT]
    answer = bloc.client("member").get(at("DSO", "2023", "interchange:export", "findings", when="all"))
    assert TEXT.encode() not in answer.content


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_list_takes_few_queries(bloc: Bloc, rows: int) -> None:
    said = {"subject_kind": rules.PLACE, "subject_id": 1, "text": TEXT, "raised_on": DAY, "due": DAY}
    Finding.objects.bulk_create(Finding(organisation=bloc.places["DSO"], **said) for _ in range(rows))
    assert bloc.queries("officer", "directives:finding_list", place="YTE") <= 12


def test_what_waits_stands_in_the_work_of_the_day(bloc: Bloc) -> None:
    finding = noted(bloc)

    def waiting(name: str) -> list[str]:
        return [one.title for one in bloc.open(name, "portal:today", place="DSO").context.get("todo") or []]

    assert waiting("cell") == [TEXT]
    assert waiting("inspector") == []
    task = actions.assign_finding(actor=bloc.actor("cell"), finding=finding)
    assert waiting("cell") == [task.title]
    Task.objects.filter(pk=task.pk).update(done_on=DAY)
    assert waiting("cell") == [TEXT]
    finding.refresh_from_db()
    answered(bloc, finding)
    assert waiting("cell") == []
    Task.objects.create(organisation=bloc.places["DSO"], title="Việc của đơn vị", due=DAY)
    assert waiting("inspector") == [TEXT, "Việc của đơn vị"]


def test_a_member_reads_no_finding_by_its_entry_in_the_log(bloc: Bloc) -> None:
    found = noted(bloc)
    entry = Entry.objects.filter(subject_kind="directives.finding", subject_id=found.pk).latest("pk")
    assert bloc.open("member", "portal:log_entry", entry.pk).status_code == 404
    assert bloc.open("cell", "portal:log_entry", entry.pk).status_code == 200
