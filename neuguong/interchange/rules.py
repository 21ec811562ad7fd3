"""Who may see which imports, and which kinds of rows they are offered."""

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.interchange.kinds import KINDS, Kind
from neuguong.interchange.models import Batch
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import grantable_by

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
