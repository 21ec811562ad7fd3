"""Writes of directives and tasks."""

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.directives.models import Directive, Task
from neuguong.organisations import actions as base
from neuguong.organisations.queries import BodyNames


@transaction.atomic
def enter_directive(*, actor: Actor, directive: Directive, version: int | None = None) -> Directive:
    """Enter a document received or issued, or correct it; the issuer is recognised by its name."""
    path = directive.organisation.path
    directive.issued_by_id = BodyNames().find(directive.issuer, path)
    return base.keep(actor=actor, noun="directive", subject=directive, version=version)


def remove_directive(*, actor: Actor, directive: Directive) -> None:
    """Take a document out of the register; refused while others carry it out."""
    base.remove(actor=actor, noun="directive", subject=directive)


def assign_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Assign a task or correct it."""
    return base.keep(actor=actor, noun="task", subject=task, version=version)


def remove_task(*, actor: Actor, task: Task) -> None:
    """Take a task back."""
    base.remove(actor=actor, noun="task", subject=task)
