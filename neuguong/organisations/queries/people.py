"""Reading people and where they belong."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from neuguong.organisations.models import Membership, Pause, Person
from neuguong.organisations.queries.tree import existing_on


def belonging_on(date: dt.date) -> QuerySet[Membership]:
    """Return the memberships that hold on `date`, of people who are not exempt then."""
    return Membership.objects.filter(existing_on(date), ~exempt_on(date))


def exempt_on(date: dt.date) -> Q:
    """Return the condition that a membership is exempt altogether, or its person is on `date`."""
    pauses = Pause.objects.filter(existing_on(date), person=OuterRef("person_id"), sort=Pause.Sort.EXEMPT)
    return Q(is_exempt=True) | Q(Exists(pauses))


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return a person's memberships, the latest first."""
    return (
        person.memberships.select_related("organisation").prefetch_related("posts").order_by("-since", "-is_main", "pk")
    )
