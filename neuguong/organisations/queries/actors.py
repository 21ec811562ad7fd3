"""From a signed-in user to an actor with the grants that hold today."""

from django.db.models import Q

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.actor import Grant as Held
from neuguong.organisations.models import Grant, Installation


def actor_for(user: User) -> Actor:
    """Return the actor that `user` is today; two queries."""
    today = clock.today()
    grants = (
        Grant.objects.filter(user=user)
        .filter(
            Q(since__isnull=True) | Q(since__lte=today),
            Q(until__isnull=True) | Q(until__gte=today),
        )
        .values_list("role", "organisation_id", "organisation__path")
    )
    person = getattr(user, "person", None)
    return Actor(
        user_id=user.pk,
        label=str(user),
        grants=tuple(Held(*grant) for grant in grants),
        person_id=person.pk if person else None,
    )


def installation() -> Installation:
    """Return the one row that identifies this installation, made at first need."""
    return Installation.objects.get_or_create(pk=1)[0]
