"""Reading directives, tasks and findings."""

import datetime as dt

from django.db.models import F, Model, Q, QuerySet

from neuguong.core import clock, trees
from neuguong.core.actor import Actor
from neuguong.directives import rules
from neuguong.directives.models import DelayStatus, Directive, Finding, FindingStatus, Task, TaskDelay, TaskStatus
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation, Role
from neuguong.ui.picking import Choosable


def of_line(actor: Actor, organisation: Organisation) -> QuerySet[Directive]:
    """Return the directives in the registers at, below and above `organisation`, of those that `actor` may see."""
    own = Q(organisation__path__under=organisation.path)
    above = Q(organisation__path__in=trees.ancestors(organisation.path))
    return rules.directives.visible_to(actor).filter(own | above).select_related("organisation", "concretises")


def carried_out_by(actor: Actor, directive: Directive) -> QuerySet[Directive]:
    """Return the documents that carry this one out, of those that `actor` may see, by organisation."""
    rows = rules.directives.visible_to(actor).filter(concretises=directive).select_related("organisation")
    return rows.order_by("organisation__sort_key", "date", "pk")


def tasks_from(actor: Actor, directive: Directive) -> QuerySet[Task]:
    """Return the tasks that a directive assigns, of those that `actor` may see, the earliest due first."""
    rows = rules.tasks.visible_to(actor).filter(directive=directive).select_related("organisation")
    return rows.order_by("due", "organisation__sort_key", "pk")


def seen(actor: Actor, pk: int | None) -> Directive | None:
    """Return the directive with that key where `actor` may see it."""
    return None if pk is None else rules.directives.visible_to(actor).filter(pk=pk).first()


def asked(actor: Actor, text: str) -> Directive | None:
    """Return the directive whose key stands as `text` in an address, where `actor` may see it."""
    return seen(actor, int(text)) if text.isascii() and text.isdigit() and len(text) < 19 else None


def choosable(actor: Actor) -> Choosable:
    """Return the directives that `actor` may name in a box."""
    return Choosable(rules.directives.visible_to(actor), "pk")


def is_received() -> Q:
    """Return the condition that a directive came from elsewhere; the others are the register's own."""
    return Q(issued_by__isnull=True) | ~Q(issued_by=F("organisation"))


def is_late(today: dt.date | None = None) -> Q:
    """Return the condition that a task is past its due date and not done."""
    return Q(done_on__isnull=True, due__lt=today or clock.today()) & ~Q(status=TaskStatus.CANCELLED)


def tasks_to_do(actor: Actor, place: Organisation) -> QuerySet[Task]:
    """Return the tasks at or below `place` that wait for who does them."""
    settled = (TaskStatus.REPORTED, TaskStatus.CANCELLED)
    return rules.tasks.within(actor, place).filter(done_on__isnull=True).exclude(status__in=settled)


def tasks_to_accept(actor: Actor, place: Organisation) -> QuerySet[Task]:
    """Return the tasks at or below `place` whose report waits for `actor` to accept it."""
    mine = base.reach(actor, "assigner__path", *base.WRITERS) | (
        Q(assigner=None) & base.reach(actor, "organisation__path", *base.WRITERS)
    )
    rows = rules.tasks.within(actor, place).filter(mine)
    return rows.filter(status=TaskStatus.REPORTED, done_on__isnull=True)


def delays_of(task: Task) -> QuerySet[TaskDelay]:
    """Return the delays asked for a task, the latest first."""
    return TaskDelay.objects.filter(task=task)


def delays_to_answer(actor: Actor, place: Organisation) -> QuerySet[TaskDelay]:
    """Return the delays asked for at or below `place` that `actor` may grant or refuse."""
    mine = base.reach(actor, "task__assigner__path", *base.WRITERS)
    rows = TaskDelay.objects.filter(mine, status=DelayStatus.WAITING, task__organisation__path__under=place.path)
    settled = (TaskStatus.REPORTED, TaskStatus.CANCELLED)
    return rows.filter(task__done_on__isnull=True).exclude(task__status__in=settled)


def findings_about(actor: Actor, record: Model) -> QuerySet[Finding]:
    """Return what was found about a record, of what `actor` may see; of an organisation all that was found there."""
    about = Q(subject_kind=record._meta.label_lower, subject_id=record.pk)
    if isinstance(record, Organisation):
        about = Q(organisation=record)
    elif isinstance(record, Task):
        about |= Q(task=record)
    return rules.findings.visible_to(actor).filter(about)


def findings_to_act_on(actor: Actor, place: Organisation) -> QuerySet[Finding]:
    """Return the findings at or below `place` that wait for `actor` to answer for the organisation.

    One that became a task waits again once the task is done; until then the task itself is what there is to do.
    """
    waiting = Q(status__in=(FindingStatus.OPEN, FindingStatus.RETURNED))
    settled = Q(task__done_on__isnull=False) | Q(task__status=TaskStatus.CANCELLED)
    done = Q(settled, status=FindingStatus.ASSIGNED)
    mine = base.reach(actor, "organisation__path", *base.WRITERS)
    return Finding.objects.filter(waiting | done, mine, organisation__path__under=place.path)


def findings_to_confirm(actor: Actor, place: Organisation) -> QuerySet[Finding]:
    """Return the findings at or below `place` whose answer waits for `actor` to confirm it."""
    mine = base.reach(actor, "organisation__path", Role.INSPECTOR)
    rows = Finding.objects.filter(mine, status=FindingStatus.ANSWERED, organisation__path__under=place.path)
    return rows.exclude(answered_by=actor.user_id) if actor.user_id else rows


def is_overdue(today: dt.date | None = None) -> Q:
    """Return the condition that a finding is past its day and waits for the organisation still."""
    settled = (FindingStatus.ANSWERED, FindingStatus.CLOSED)
    return ~Q(status__in=settled) & Q(due__lt=today or clock.today())
