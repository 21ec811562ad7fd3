"""Who gives, ends and lends roles."""

from django.db.models import Q, QuerySet

from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.organisations.models import Grant, Organisation, Role
from neuguong.organisations.rules.reaching import DECIDERS, PEOPLE_READERS, reach

# Who gives and takes which role within their own reach, and so lets in whoever holds it: nobody more than they
# answer for themselves. Who runs the machine gives only that; the first of each role is granted on the machine
# (decision 0016). This is the one table: whoever could go in as somebody must be able to make themselves such a one.
GRANTED_BY: dict[str, tuple[Role, ...]] = {
    Role.MEMBER: DECIDERS,
    Role.SECRETARY: DECIDERS,
    Role.OFFICER: DECIDERS,
    Role.STANDING: (Role.STANDING,),
    Role.COUNCIL: (Role.STANDING,),
    Role.INSPECTOR: (Role.STANDING, Role.INSPECTOR),
    Role.ADMIN: (Role.ADMIN,),
}


def may_grant(actor: Actor, role: str, path: str, user_id: int | None) -> bool:
    """Tell whether `actor` may give or end `role` at the tree path for a user: never for themselves, nor as deputy."""
    if actor.reach_all:
        return True
    held = (grant for grant in actor.grants if not grant.deputises and grant.role in GRANTED_BY.get(role, ()))
    return user_id != actor.user_id and any(path.startswith(grant.path) for grant in held)


def grantable_by(actor: Actor, organisation: Organisation) -> list[Role]:
    """Return the roles that `actor` may give at `organisation`."""
    return [role for role in Role if may_grant(actor, role, organisation.path, None)]


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Return the grants that `actor` may see: where they keep lists, and their own."""
    own = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    rows = Grant.objects.filter(reach(actor, "organisation__path", *PEOPLE_READERS) | own)
    return rows.select_related("user", "organisation", "deputises__user")


def get_grant(actor: Actor, pk: int) -> Grant:
    """Return a grant; raises NotVisible where it isn't for this actor."""
    return one_of(grants_visible_to(actor).filter(pk=pk))


def can_end(actor: Actor, grant: Grant) -> bool:
    """Tell whether `actor` may end a grant: whoever may give it, and its holder; a deputy's also who is away."""
    own = actor.user_id is not None and actor.user_id in {grant.user_id, grant.deputises and grant.deputises.user_id}
    return own or may_grant(actor, grant.role, grant.organisation.path, grant.user_id)


def can_deputise(actor: Actor, grant: Grant) -> bool:
    """Tell whether `actor` may name a deputy: for a role of their own, save in a council, whose members vote."""
    lends = grant.role != Role.COUNCIL and grant.deputises_id is None
    return lends and actor.user_id is not None and grant.user_id == actor.user_id
