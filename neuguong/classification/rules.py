"""Who may see and change yearly ranks.

An organisation's rank is read by whoever reads the organisation; a person's by those who keep the
lists of people there, and by the person.
"""

from django.db.models import Q, QuerySet

from neuguong.classification.models import Classification
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base


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


classifications = ClassificationGate(Classification)
