"""Writes of directives and tasks."""

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import rules
from neuguong.directives.models import Directive, Task
from neuguong.organisations import actions as base
from neuguong.organisations.queries import AmbiguousBody, BodyNames


@transaction.atomic
def enter_directive(*, actor: Actor, directive: Directive, version: int | None = None) -> Directive:
    """Enter a document received or issued, or correct it; the issuer is recognised by its name."""
    rules.require_bound(directive, "concretises")
    try:
        directive.issued_by_id = BodyNames().find(directive.issuer, directive.organisation.path)
    except AmbiguousBody as error:
        raise Refusal(
            _("Nhiều tổ chức cùng tên «%(name)s»: %(codes)s. Ghi mã của tổ chức vào ô Cơ quan ban hành.")
            % {"name": directive.issuer, "codes": ", ".join(error.codes)}
        ) from error
    return base.keep(actor=actor, noun="directive", subject=directive, version=version)


def remove_directive(*, actor: Actor, directive: Directive) -> None:
    """Take a document out of the register; refused while others carry it out."""
    base.remove(actor=actor, noun="directive", subject=directive)


def assign_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Assign a task, correct it, or tell how it was done."""
    rules.require_bound(task, "directive")
    return base.keep(actor=actor, noun="task", subject=task, version=version)


def remove_task(*, actor: Actor, task: Task) -> None:
    """Take a task back."""
    base.remove(actor=actor, noun="task", subject=task)
