"""A superior that was there all along and is entered late: the province above a bloc that began alone."""

import datetime as dt

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import require_below
from neuguong.organisations.actions.life.happening import Decision, Happening, Role, require_plausible
from neuguong.organisations.actions.life.journal import stand
from neuguong.organisations.models import EventKind, LifeEvent, Organisation
from neuguong.organisations.queries import root
from neuguong.organisations.queries.turns import Turn, turns


@transaction.atomic
def found_superior(
    *, actor: Actor, superior: Organisation, date: dt.date, decision: Decision | None = None
) -> LifeEvent:
    """Enter what the installation's root stands under, for all time: it becomes the root.

    Figures of what was the root, and of everything below it, stay what they are; nobody moves.
    Only the root's own officer may, and reaches no further by it.
    """
    happening = Happening(actor, EventKind.FOUNDED, date, decision)
    happening.lock()
    top = root()
    if top is None:
        raise Refusal("Chưa có tổ chức gốc. Lập tổ chức gốc trước.")
    rules.require(rules.can_reshape(actor, top))
    require_plausible(date)
    superior.parent = None
    superior.full_clean()
    require_below([top], superior)
    happening.journal.make(superior, "organisation.founded")
    stand(superior, [Turn(None, None)])
    happening.takes_part(superior, Role.INTO)
    happening.takes_part(top, Role.ALONG)
    happening.journal.place({top.pk: [_under(turn, superior.pk) for turn in turns(top.pk)]})
    happening.journal.change(top, "organisation.moved", parent_id=superior.pk)
    return happening.done()


def _under(turn: Turn, superior: int) -> Turn:
    return Turn(turn.since, superior, turn.name, turn.kind)
