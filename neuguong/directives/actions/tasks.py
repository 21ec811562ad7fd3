"""Writes of tasks: given, worked on, reported, accepted or returned; delays asked for and answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import lifecycle, rules
from neuguong.directives.models import DelayStatus, Task, TaskDelay
from neuguong.organisations import actions as base
from neuguong.organisations import rules as organisations


@transaction.atomic
def assign_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Assign a task, correct it, or tell how it was done; raises Refusal where it is assigned from aside or below."""
    if task.assigner_id == task.organisation_id:
        task.assigner = None
    rules.require_bound(task, "directive")
    rules.require_above(task)
    if task.pk:
        organisations.require(rules.tasks.can_write(actor, _stored(task)))
    organisations.require(rules.tasks.can_write(actor, task))
    return base.keep(actor=actor, noun="task", subject=task, version=version)


@transaction.atomic
def remove_task(*, actor: Actor, task: Task) -> None:
    """Take a task back."""
    organisations.require(rules.tasks.can_write(actor, _stored(task)))
    base.remove(actor=actor, noun="task", subject=task)


def start_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Take a task up."""
    return _step(actor, task, "start", "task.started", version)


@transaction.atomic
def report_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Report a task done; `task` brings the day and the result. What the organisation set itself is done with that."""
    _require_said(task, "reported_on")
    _require_said(task, "result")
    if task.reported_on and task.reported_on > clock.today():
        raise ValidationError({"reported_on": _("Ngày hoàn thành ở sau hôm nay. Ghi ngày đã làm xong.")})
    if task.start and task.reported_on and task.reported_on < task.start:
        raise ValidationError({"reported_on": _("Ngày hoàn thành ở trước ngày bắt đầu của nhiệm vụ.")})
    if rules.giver_of(task) == task.organisation:
        task.done_on = task.reported_on
    return _step(actor, task, "report", "task.reported", version)


def accept_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Accept what was reported: the task was done on the day of the report."""
    task.done_on = task.reported_on
    return _step(actor, task, "accept", "task.accepted", version)


def return_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Give a reported task back; `task` brings the words that say what is missing."""
    _require_said(task, "remark")
    return _step(actor, task, "return", "task.returned", version)


def cancel_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Cancel a task; `task` brings why. It stays in the register and counts in no figure."""
    _require_said(task, "remark")
    return _step(actor, task, "cancel", "task.cancelled", version)


def resume_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Assign a cancelled task again."""
    return _step(actor, task, "resume", "task.resumed", version)


@transaction.atomic
def ask_delay(*, actor: Actor, delay: TaskDelay) -> TaskDelay:
    """Ask for a later due date; what the organisation set itself is due then at once."""
    task = _locked(delay.task)
    organisations.require(rules.TASK_STEPS["delay"](actor, task))
    lifecycle.require(task, "delay")
    delay.task, delay.asked_on, delay.due_before = task, clock.today(), task.due
    if not delay.reason.strip():
        raise ValidationError({"reason": _("Cần nhập lý do.")})
    audit.save(actor=actor, event="taskdelay.asked", subject=delay)
    if rules.giver_of(task) == task.organisation:
        _grant(actor, delay)
    return delay


@transaction.atomic
def grant_delay(*, actor: Actor, delay: TaskDelay, version: int | None = None) -> TaskDelay:
    """Grant a delay: the task is due on the day that was asked for, and what was due before stays told."""
    _require_waiting(actor, delay)
    return _grant(actor, delay, version)


@transaction.atomic
def refuse_delay(*, actor: Actor, delay: TaskDelay, version: int | None = None) -> TaskDelay:
    """Refuse a delay; `delay` brings why."""
    _require_waiting(actor, delay)
    if not delay.answer.strip():
        raise ValidationError({"answer": _("Cần nhập ý kiến trả lời.")})
    delay.status, delay.decided_on = DelayStatus.REFUSED, clock.today()
    return audit.save(actor=actor, event="taskdelay.refused", subject=delay, version=version)


@transaction.atomic
def _step(actor: Actor, task: Task, event: str, told: str, version: int | None) -> Task:
    stored = _locked(task)
    organisations.require(rules.TASK_STEPS[event](actor, stored))
    lifecycle.require(stored, event)
    task.status = stored.status
    lifecycle.advance(task, event)
    return audit.save(actor=actor, event=told, subject=task, version=version)


def _grant(actor: Actor, delay: TaskDelay, version: int | None = None) -> TaskDelay:
    task = _locked(delay.task)
    lifecycle.require(task, "delay")
    if delay.asked_due <= task.due:
        raise Refusal(
            _("Hạn của nhiệm vụ nay là %(due)s, không sớm hơn ngày xin gia hạn %(asked)s. Trả lời không đồng ý.")
            % {"due": f"{task.due:%d/%m/%Y}", "asked": f"{delay.asked_due:%d/%m/%Y}"}
        )
    task.due, delay.status, delay.decided_on = delay.asked_due, DelayStatus.GRANTED, clock.today()
    audit.save(actor=actor, event="task.delayed", subject=task)
    return audit.save(actor=actor, event="taskdelay.granted", subject=delay, version=version)


def _require_waiting(actor: Actor, delay: TaskDelay) -> None:
    stored = TaskDelay.objects.select_for_update(of=("self",)).get(pk=delay.pk)
    organisations.require(rules.tasks.can_write(actor, _locked(delay.task)))
    if stored.status != DelayStatus.WAITING:
        raise Refusal(_("Đề nghị gia hạn này đã được trả lời. Tải lại trang để xem tình trạng mới."))


def _stored(task: Task) -> Task:
    return Task.objects.select_related("organisation", "assigner").get(pk=task.pk)


def _locked(task: Task) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related("organisation", "assigner")
    return rows.get(pk=task.pk)


def _require_said(task: Task, name: str) -> None:
    if not str(getattr(task, name) or "").strip():
        label = getattr(Task._meta.get_field(name), "verbose_name", name)
        raise ValidationError({name: _("Cần nhập %(label)s.") % {"label": label}})
