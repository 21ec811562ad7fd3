"""How far the roles of an actor reach: the base of every rule."""

from django.db.models import Q

from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden
from neuguong.organisations.models import Role

READERS = (
    Role.MEMBER,
    Role.SECRETARY,
    Role.OFFICER,
    Role.STANDING,
    Role.INSPECTOR,
    Role.ADMIN,
)
WRITERS = (Role.SECRETARY, Role.OFFICER)
PEOPLE_READERS = (
    Role.SECRETARY,
    Role.OFFICER,
    Role.STANDING,
    Role.INSPECTOR,
    Role.ADMIN,
)
DECIDERS = (Role.OFFICER, Role.STANDING)


def reach(actor: Actor, path: str, *roles: str) -> Q:
    """Return the condition that the tree path at lookup `path` lies under a grant of `actor`."""
    if actor.reach_all:
        return Q()
    condition = Q(pk__in=[])
    for root in actor.roots(*(roles or READERS)):
        condition |= Q(**{f"{path}__under": root})
    return condition


def knows_of(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may be told of the organisation at the tree path: they stand there, above or below."""
    return actor.reach_all or any(path.startswith(root) or root.startswith(path) for root in actor.roots(*READERS))


def require(allowed: bool) -> None:
    """Raise Forbidden unless `allowed`."""
    if not allowed:
        raise Forbidden
