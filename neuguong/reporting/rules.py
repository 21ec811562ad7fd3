"""Who may see and write reviews and returns."""

from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation
from neuguong.reporting.models import Return, Review

reviews = base.Gate(Review)
returns = base.Gate(Return)


def can_review(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may prepare, edit and freeze the review of `organisation`."""
    return actor.reach_all or base.can_write(actor, organisation)
