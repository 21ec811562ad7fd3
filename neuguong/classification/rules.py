"""Who may see and change yearly ranks.

An organisation's rank is read by whoever reads the organisation; a person's by those who keep the
lists of people there, and by the person. What an organisation says of itself, or is proposed, is entered
there; what is decided about it, above it (QĐ 366-QĐ/TW of 30/8/2025: self-review, proposal, decision).
"""

from typing import Any

from django.db.models import Q, QuerySet

from neuguong.classification.models import Classification
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Role


class ClassificationGate(base.Gate[Classification]):
    """The door to ranks of organisations and of people."""

    def visible_to(self, actor: Actor) -> QuerySet[Classification]:
        """Return the ranks that `actor` may read."""
        if actor.reach_all:
            return Classification.objects.all()
        of_organisations = Q(person__isnull=True) & base.reach(actor, "organisation__path")
        listed = base.reach(actor, "organisation__path", *base.PEOPLE_READERS)
        own = Q(person=actor.person_id) if actor.person_id else Q(pk__in=[])
        return Classification.objects.filter(of_organisations | listed & base.in_use("person__") | own)

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may change a rank: once it is decided for an organisation, who decides it."""
        place = thing.organisation
        return base.can_write(actor, place) and (not is_decided(thing) or can_decide(actor, place.path))


def is_decided(rank: Classification) -> bool:
    """Tell whether a rank is one that was decided for an organisation."""
    return rank.person_id is None and bool(rank.decided)


def can_decide(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may enter what was decided for the organisation at the tree path.

    Who writes above it; for the top, above which nobody stands here, its officer.
    """
    above = any(path.startswith(root) and path != root for root in actor.roots(*base.WRITERS))
    return actor.reach_all or above or (path.count(".") == 1 and path in actor.roots(Role.OFFICER))


classifications = ClassificationGate(Classification)
