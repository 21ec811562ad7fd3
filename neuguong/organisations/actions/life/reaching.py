"""How far roles reach through the tree: nobody's own reach widens by an event that they enter or undo."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Grant, Organisation, Role
from neuguong.organisations.queries.turns import portions

_FIRST, _LAST = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True)
class Held:
    """A role at an organisation in somebody's hands, for the days that are left of it."""

    pk: int
    role: str
    organisation_id: int
    deputises: bool
    since: dt.date
    until: dt.date

    def reaches(self, path: str) -> bool:
        """Tell whether the organisation at the tree path stands at or below that of the role."""
        return str(self.organisation_id) in path.split(".")

    def covers(self, other: "Held") -> bool:
        """Tell whether who holds this one holds the other's rights already: a deputy's are fewer than one's own."""
        lasts = self.since <= other.since and other.until <= self.until
        return self.role == other.role and lasts and (other.deputises or not self.deputises)


def held_by(actor: Actor) -> list[Held]:
    """Return the roles that `actor` holds today or will, in others' place too; of the system, nothing."""
    if actor.reach_all:
        return []
    today = clock.today()
    rows = Grant.objects.filter(user=actor.user_id).exclude(until__lt=today).order_by("pk")
    return [
        Held(
            one.pk,
            one.role,
            one.organisation_id,
            one.deputises_id is not None,
            max(one.since or _FIRST, today),
            one.until or _LAST,
        )
        for one in rows
    ]


def refuse_wider_reach(actor: Actor, held: Iterable[Held], moved: Mapping[int, str]) -> None:
    """Refuse what gives `actor` a role over an organisation where they had it neither there nor from above.

    `held` are their roles from before, `moved` the paths from before by organisation. Who grants nobody a role
    by their own hand for themselves (rules.may_grant) comes by none through the tree either. What an undone event
    had ended of their roles comes back as it was.
    """
    if actor.reach_all or not moved:
        return
    before = {one.pk: one for one in held}
    now = [one for one in held_by(actor) if one.pk in before]
    for part in portions(sorted(moved)):
        for one in Organisation.objects.filter(pk__in=part).order_by("path"):
            had = [role for role in before.values() if role.reaches(moved[one.pk])]
            for role in now:
                if role.reaches(one.path) and not any(own.covers(role) for own in had):
                    raise _wider(role, one)


def _wider(role: Held, reached: Organisation) -> Refusal:
    at = Organisation.objects.get(pk=role.organisation_id)
    return Refusal(
        f"Sự kiện này làm vai trò {Role(role.role).label} của chính đồng chí tại {at.name} có thêm quyền ở "
        f"{reached.name}. Đề nghị một Chuyên viên khác, không giữ vai trò đó, ghi sự kiện này."
    )
