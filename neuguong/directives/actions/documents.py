"""Writes of documents received and issued."""

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import rules
from neuguong.directives.actions.provisions import take_out
from neuguong.directives.models import Directive
from neuguong.organisations import actions as base
from neuguong.organisations import rules as organisations
from neuguong.organisations.queries import AmbiguousBody, BodyNames


@transaction.atomic
def enter_directive(*, actor: Actor, directive: Directive, version: int | None = None) -> Directive:
    """Enter a document received or issued, or correct it; the issuer is recognised by its name."""
    rules.require_bound(directive, "concretises")
    rules.require_no_ring(directive)
    rules.require_answers_kept(directive)
    try:
        directive.issued_by_id = BodyNames().find(directive.issuer, directive.organisation.path)
    except AmbiguousBody as error:
        raise Refusal(error.words(actor, directive.issuer)) from error
    return base.keep(actor=actor, noun="directive", subject=directive, version=version)


@transaction.atomic
def remove_directive(*, actor: Actor, directive: Directive) -> None:
    """Take a document out of the register with its provisions; refused while others carry it out."""
    organisations.require(rules.directives.can_write(actor, directive))
    take_out(actor=actor, rows=list(directive.provisions.all()))
    base.remove(actor=actor, noun="directive", subject=directive)
