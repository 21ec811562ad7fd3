"""From a signed-in user to an actor with the grants that hold today."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

from django.db.models import Q, QuerySet

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import Actor, acting_for
from neuguong.core.actor import Grant as Held
from neuguong.core.spans import existing_on
from neuguong.notices.queries import count_new
from neuguong.organisations.models import Grant, Installation, Person, Role


def actor_for(user: User) -> Actor:
    """Return the actor that `user` is today; one query, or two for someone without a role.

    Whoever stands in for others is called so, in the log too.
    """
    names = ("role", "organisation_id", "organisation__path", "deputises__user__name", "user__person", "unread")
    held = list(_held(clock.today()).filter(user=user).values_list(*names))
    people = [row[4] for row in held] or Person.objects.filter(account=user).values_list("pk", flat=True)
    away = ", ".join(sorted({row[3] for row in held if row[3] is not None}))
    return Actor(
        user_id=user.pk,
        label=acting_for(str(user), away),
        grants=tuple(Held(row[0], row[1], row[2], deputises=row[3] is not None) for row in held),
        person_id=next(iter(people), None),
        unread=held[0][5] if held else 0,
    )


def holding_on(date: dt.date) -> QuerySet[Grant]:
    """Return the grants that hold on `date`; one in a deputy's hands holds while its holder's does."""
    return _holding(date).all()


# Every request asks for it, and putting it together takes longer than finding its rows.
@lru_cache(maxsize=4)
def _holding(date: dt.date) -> QuerySet[Grant]:
    own, lent = existing_on(date), existing_on(date, "deputises__")
    return Grant.objects.filter(own, Q(deputises__isnull=True) | lent & Q(deputises__user__is_active=True))


@lru_cache(maxsize=4)
def _held(date: dt.date) -> QuerySet[Grant]:
    """Return the same with what else every page asks for: how many notices wait for the grant's user."""
    return _holding(date).annotate(unread=count_new("user_id"))


# Roles of the root without which nobody could let anybody in again.
NEEDED = (Role.OFFICER, Role.ADMIN)


def keepers(role: str) -> dict[int, int]:
    """Return grant -> user of those who hold `role` on the root today without an end, in their own hands."""
    rows = holding_on(clock.today()).filter(role=role, organisation__parent=None, until=None, deputises=None)
    return dict(rows.filter(user__is_active=True).values_list("pk", "user_id"))


def left_without(users: Collection[int]) -> Role | None:
    """Return the first needed role of the root that nobody would keep without the accounts `users`."""
    for role in NEEDED:
        held = set(keepers(role).values())
        if held and held <= set(users):
            return role
    return None


def installation() -> Installation:
    """Return the one row that identifies this installation, made at first need."""
    return Installation.objects.get_or_create(pk=1)[0]
