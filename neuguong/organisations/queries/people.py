"""Reading people and where they belong."""

import datetime as dt

from django.db.models import Q, QuerySet

from neuguong.organisations.models import Membership, Person


def belonging_on(date: dt.date) -> QuerySet[Membership]:
    """Return the memberships that hold on `date` and are not exempt."""
    return Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=date),
        Q(until__isnull=True) | Q(until__gte=date),
        is_exempt=False,
    )


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return a person's memberships, the latest first."""
    return (
        person.memberships.select_related("organisation").prefetch_related("posts").order_by("-since", "-is_main", "pk")
    )
