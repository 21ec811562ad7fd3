"""Who does the work of an organisation, and so is told what concerns it."""

from collections.abc import Collection

from neuguong.core import clock
from neuguong.organisations.models import Role
from neuguong.organisations.queries.actors import holding_on

# Beyond so many organisations all grants are read, rather than each place asked for by key.
_AT_ONCE = 900


def serving(organisations: Collection[int]) -> dict[int, list[int]]:
    """Return organisation -> accounts that do its work today: its secretaries, or else its officers; one query."""
    rows = holding_on(clock.today()).filter(role__in=(Role.SECRETARY, Role.OFFICER), user__is_active=True)
    if len(organisations) <= _AT_ONCE:
        rows = rows.filter(organisation__in=organisations)
    found: dict[int, dict[str, list[int]]] = {}
    for organisation, role, user in rows.order_by("pk").values_list("organisation_id", "role", "user_id"):
        found.setdefault(organisation, {}).setdefault(role, []).append(user)
    return {pk: list(dict.fromkeys(held.get(Role.SECRETARY) or held[Role.OFFICER])) for pk, held in found.items()}
