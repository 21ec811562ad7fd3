"""Writes of tasks."""

from neuguong.core.actor import Actor
from neuguong.directives import rules
from neuguong.directives.models import Task
from neuguong.organisations import actions as base


def assign_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Assign a task, correct it, or tell how it was done."""
    rules.require_bound(task, "directive")
    return base.keep(actor=actor, noun="task", subject=task, version=version)


def remove_task(*, actor: Actor, task: Task) -> None:
    """Take a task back."""
    base.remove(actor=actor, noun="task", subject=task)
