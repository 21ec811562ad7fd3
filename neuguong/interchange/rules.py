"""Who may see which imports, and which kinds of rows they are offered."""

from collections.abc import Iterable

from django.db.models import QuerySet

from neuguong.audit.models import Entry
from neuguong.audit.sealing import contents
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.interchange.kinds import KINDS, Kind
from neuguong.interchange.models import Batch
from neuguong.organisations.models import Grant, Organisation
from neuguong.organisations.rules import WRITERS, grantable_by, may_grant

# The sheet of accounts and roles is for those who grant them.
_OF_GRANTS = "grants"


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """Return the imports that `actor` may open: their own."""
    return Batch.objects.all() if actor.reach_all else Batch.objects.filter(actor_id=actor.user_id)


def get_batch(actor: Actor, pk: int) -> Batch:
    """Return one import; raises NotVisible where it isn't for this actor."""
    found = batches_visible_to(actor).filter(pk=pk).first() if actor.user_id or actor.reach_all else None
    if found is None:
        raise NotVisible
    return found


def kinds_for(actor: Actor, organisation: Organisation) -> dict[str, type[Kind]]:
    """Return the kinds of rows that `actor` may bring in at `organisation`, by code."""
    grants = bool(grantable_by(actor, organisation))
    return {code: kind for code, kind in KINDS.items() if grants or code != _OF_GRANTS}


def can_take_back(actor: Actor, entries: Iterable[Entry]) -> bool:
    """Tell whether `actor` may still write all that the `entries` of an import are about, and give its roles."""
    if actor.reach_all:
        return True
    paths = dict(Organisation.objects.values_list("pk", "path"))
    entries = list(entries)
    places = {entry.organisation_id for entry in entries if entry.organisation_id is not None}
    if not all(actor.reaches(paths.get(place, ""), *WRITERS) for place in places):
        return False
    roles = (values for one in entries if one.subject_kind == Grant._meta.label_lower for values in contents(one))
    return all(
        may_grant(actor, values["role"], paths.get(values["organisation_id"], ""), values["user_id"])
        for values in roles
        if values
    )
