"""Entering a plan with its provisions in one step."""

from collections.abc import Sequence

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.directives.actions.concretising import Answer, concretise_provisions
from neuguong.directives.actions.documents import enter_directive
from neuguong.directives.actions.provisions import list_provisions
from neuguong.directives.models import Directive, Provision
from neuguong.directives.numbering import Numbered, headings


@transaction.atomic
def issue_plan(*, actor: Actor, plan: Directive, items: Sequence[Numbered]) -> Directive:
    """Enter a plan with its provisions; each answers the one above that bears the same number, where there is one."""
    enter_directive(actor=actor, directive=plan)
    list_provisions(actor=actor, directive=plan, items=items)
    above = dict(Provision.objects.filter(directive=plan.concretises_id).values_list("number", "pk"))
    own = dict(Provision.objects.filter(directive=plan).values_list("number", "pk"))
    asked = above.keys() - headings(above)
    answers = {above[number]: Answer(frozenset({own[number]})) for number in sorted(asked & own.keys())}
    if answers:
        concretise_provisions(actor=actor, plan=plan, answers=answers)
    return plan
