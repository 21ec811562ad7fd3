"""From a signed-in user to an actor with the grants that hold today."""

from django.db.models import Q

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.actor import Grant as Held
from neuguong.organisations.models import Grant, Installation, Person


def actor_for(user: User) -> Actor:
    """Return the actor that `user` is today; one query, or two for someone without a role."""
    today = clock.today()
    held = list(
        Grant.objects.filter(user=user)
        .filter(
            Q(since__isnull=True) | Q(since__lte=today),
            Q(until__isnull=True) | Q(until__gte=today),
        )
        .values_list("role", "organisation_id", "organisation__path", "user__person")
    )
    people = [row[3] for row in held] or Person.objects.filter(account=user).values_list("pk", flat=True)
    return Actor(
        user_id=user.pk,
        label=str(user),
        grants=tuple(Held(*row[:3]) for row in held),
        person_id=next(iter(people), None),
    )


def installation() -> Installation:
    """Return the one row that identifies this installation, made at first need."""
    return Installation.objects.get_or_create(pk=1)[0]
