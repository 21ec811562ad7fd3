"""Pages of tasks: given, taken up, reported, accepted or returned; delays asked for and answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from neuguong.audit import queries as audit
from neuguong.core import clock
from neuguong.directives import actions, forms, lifecycle, queries, rules
from neuguong.directives.models import DelayStatus, Task, TaskDelay
from neuguong.directives.tables import TASK_FILTERS, TASKS, delay_standing, standing
from neuguong.directives.views.registers import link
from neuguong.organisations.rules import require
from neuguong.ui import blocks, editing, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.forms import RecordForm
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link, Words, date


@dataclass(frozen=True, slots=True)
class Step:
    """What the page of a step says, what it asks for, and the action that does it."""

    title: Words
    button: Words
    form: type[RecordForm[Task]]
    act: Callable[..., Task]


STEPS: dict[str, Step] = {
    "start": Step(_("Bắt đầu thực hiện"), _("Bắt đầu"), forms.TaskStepForm, actions.start_task),
    "report": Step(_("Báo cáo kết quả"), _("Báo cáo"), forms.ReportForm, actions.report_task),
    "accept": Step(_("Xác nhận hoàn thành"), _("Xác nhận"), forms.TaskStepForm, actions.accept_task),
    "return": Step(_("Trả lại làm tiếp"), _("Trả lại"), forms.RemarkForm, actions.return_task),
    "cancel": Step(_("Hủy nhiệm vụ"), _("Hủy nhiệm vụ"), forms.RemarkForm, actions.cancel_task),
    "resume": Step(_("Giao lại nhiệm vụ"), _("Giao lại"), forms.TaskStepForm, actions.resume_task),
}
OFFERED: tuple[tuple[str, Words], ...] = (
    ("accept", STEPS["accept"].title),
    ("return", STEPS["return"].title),
    ("report", STEPS["report"].title),
    ("start", STEPS["start"].title),
    ("delay", _("Đề nghị gia hạn")),
    ("resume", STEPS["resume"].title),
    ("cancel", STEPS["cancel"].title),
)


class Tasks(Register[Task]):
    """Work with a due date."""

    room, stem, noun, sheet = "directives", "task", "task", "tasks"
    gate, table, filters, form = rules.tasks, TASKS, TASK_FILTERS, forms.TaskForm
    keep, drop = staticmethod(actions.assign_task), staticmethod(actions.remove_task)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Nhiệm vụ"),
        empty=_("Nơi ghi việc đã giao có hạn trong kỳ: ai làm, đến ngày nào, kết quả ra sao."),
        enter=_("Giao nhiệm vụ"),
        correct=_("Sửa nhiệm vụ"),
        take_out=_("Đưa nhiệm vụ ra khỏi sổ"),
    )

    def rows(self, request: OfficeRequest) -> QuerySet[Task]:
        """Return the tasks at the place and below, each with its document."""
        return super().rows(request).select_related("directive", "assigner")

    def facts(self, request: OfficeRequest, record: Task) -> Sequence[Fact]:
        """Return what a task's page tells."""
        return [
            Fact(_("Tổ chức thực hiện"), record.organisation.name),
            Fact(_("Tình trạng"), standing(record)),
            *([Fact(_("Tổ chức giao"), record.assigner.name)] if record.assigner else []),
            *showing.facts(record, *_said(record, "owner", "helpers", "product", "start"), "due"),
            *showing.facts(record, *_said(record, "reported_on"), "done_on", "result", *_said(record, "remark")),
            Fact(_("Theo văn bản"), link(request, queries.seen(request.actor, record.directive_id))),
        ]

    def steps(self, request: OfficeRequest, record: Task) -> Sequence[Link]:
        """Return what the actor may do next: with the task, and with a delay that waits for their word."""
        found = [
            Link(words, self.to(request, event, record.pk))
            for event, words in OFFERED
            if rules.may_task(request.actor, record, event)
        ]
        return [*_answers(request, record), *found]

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Begin with the place, which gives the task, and with the document that the address names."""
        named = queries.asked(request.actor, request.GET.get("directive", ""))
        return {**super().initial(request), "directive": named, "assigner": request.place.organisation}


tasks = Tasks()


def _said(record: Task, *names: str) -> list[str]:
    return [name for name in names if getattr(record, name)]


def _answers(request: OfficeRequest, record: Task) -> list[Link]:
    """Return the ways to answer the delay that waits, for who gave the task."""
    if not rules.tasks.can_write(request.actor, record) or not lifecycle.may(record, "delay"):
        return []
    waiting = queries.delays_of(record).filter(status=DelayStatus.WAITING).first()
    words = {"delay_grant": _("Đồng ý gia hạn"), "delay_refuse": _("Không đồng ý gia hạn")}
    return [Link(word, to(request, f"directives:{page}", waiting.pk)) for page, word in words.items() if waiting]


def task_step(event: str) -> Callable[..., HttpResponse]:
    """Return the view that lets a step happen to a task, with what it asks for."""

    @require_http_methods(["GET", "POST"])
    def view(request: OfficeRequest, pk: int) -> HttpResponse:
        return _stepped(request, rules.tasks.get(request.actor, pk), event)

    return view


def _stepped(request: OfficeRequest, record: Task, event: str) -> HttpResponse:
    step, back = STEPS[event], to(request, "directives:task", record.pk)
    require(rules.TASK_STEPS[event](request.actor, record))
    lifecycle.require(record, event)
    return editing.page(
        request,
        step.form(editing.sent(request), actor=request.actor, instance=record),
        title=step.title,
        lead=record.title,
        button=step.button,
        save=lambda found, version: step.act(actor=request.actor, task=found, version=version),
        done=lambda _found: back,
        cancel=back,
        history=audit.history,
    )


@require_http_methods(["GET", "POST"])
def task_delay(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for a later due date."""
    task = rules.tasks.get(request.actor, pk)
    require(rules.TASK_STEPS["delay"](request.actor, task))
    lifecycle.require(task, "delay")
    new = TaskDelay(task=task, due_before=task.due, asked_on=clock.today())
    title, ask = _("Đề nghị gia hạn"), actions.ask_delay
    return _asking(request, forms.DelayForm, new, title, lambda found, _: ask(actor=request.actor, delay=found))


@require_http_methods(["GET", "POST"])
def delay_grant(request: OfficeRequest, pk: int) -> HttpResponse:
    """Grant a delay."""
    return _answered(request, pk, forms.DelayAnswerForm, actions.grant_delay, _("Đồng ý gia hạn"))


@require_http_methods(["GET", "POST"])
def delay_refuse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Refuse a delay, and say why."""
    return _answered(request, pk, forms.DelayRefusalForm, actions.refuse_delay, _("Không đồng ý gia hạn"))


def _answered(
    request: OfficeRequest, pk: int, form: type[RecordForm[TaskDelay]], act: Callable[..., TaskDelay], title: Words
) -> HttpResponse:
    delay = rules.get_delay(request.actor, pk)
    require(rules.tasks.can_write(request.actor, delay.task))
    return _asking(request, form, delay, title, lambda found, seen: act(actor=request.actor, delay=found, version=seen))


def _asking(
    request: OfficeRequest,
    form: type[RecordForm[TaskDelay]],
    delay: TaskDelay,
    title: Words,
    save: Callable[[TaskDelay, int | None], TaskDelay],
) -> HttpResponse:
    """Show or take a form of a delay; both ways lead back to the task."""
    task, back = delay.task, to(request, "directives:task", delay.task_id)
    around: dict[str, Any] = {"title": title, "button": title, "cancel": back, "history": audit.history}
    typed = form(editing.sent(request), actor=request.actor, instance=delay)
    lead = f"{task.title} · {delay} · {delay.reason}" if delay.pk else task.title
    return editing.page(request, typed, lead=lead, save=save, done=lambda _found: back, **around)


@blocks.about("directives.task")
def delays(request: OfficeRequest, task: Task) -> Block:
    """List the delays that were asked for, why, and what became of each."""
    return blocks.listed(_("Gia hạn"), queries.delays_of(task), _item)


def _item(row: TaskDelay) -> Item:
    said = f"{date(row.asked_on)}: {row.reason}"
    return Item(str(row), "", f"{said} · {row.answer}" if row.answer else said, delay_standing(row))
