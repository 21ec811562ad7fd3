"""Whose roles reach which organisations through the tree, and what an event changes about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.organisations.models import Organisation, Role
from neuguong.organisations.queries.actors import holding_on
from neuguong.organisations.queries.turns import portions

# Who has which role over which organisation, by their keys.
Reach = frozenset[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody's role that comes to reach organisations, or (`is_gained` false) reaches them no longer."""

    who: str
    role: str
    is_gained: bool
    over: list[str]


def reach_over(numbers: Iterable[int]) -> Reach:
    """Return whose roles, but a member's, reach the organisations from where these stand now."""
    found: set[tuple[int, str, int]] = set()
    for part in portions(sorted(numbers)):
        lines = {
            pk: {int(one) for one in path.rstrip(".").split(".")}
            for pk, path in Organisation.objects.filter(pk__in=part).values_list("pk", "path")
        }
        above = {one for line in lines.values() for one in line}
        held = holding_on(clock.today()).filter(organisation__in=above).exclude(role=Role.MEMBER)
        roles = list(held.values_list("user", "role", "organisation"))
        found |= {(user, role, pk) for user, role, at in roles for pk, line in lines.items() if at in line}
    return frozenset(found)


def shifts(before: Reach, after: Reach) -> list[Shift]:
    """Return what differs, one line a person and role, those who gain first."""
    return [*_told(after - before, is_gained=True), *_told(before - after, is_gained=False)]


def _told(rows: Reach, *, is_gained: bool) -> Iterator[Shift]:
    people = User.objects.in_bulk({user for user, _role, _pk in rows})
    bodies = Organisation.objects.in_bulk({pk for _user, _role, pk in rows})
    pairs = {(str(people[user]), user, role) for user, role, _pk in rows}
    for who, user, role in sorted(pairs):
        over = sorted(bodies[pk].name for one, held, pk in rows if (one, held) == (user, role))
        yield Shift(who, str(Role(role).label), is_gained, over)
