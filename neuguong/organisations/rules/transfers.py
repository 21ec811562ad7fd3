"""Who may see, answer and withdraw transfers: those who keep the list of a side."""

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.organisations.models import Transfer
from neuguong.organisations.rules.people import can_write_people, named_to
from neuguong.organisations.rules.reaching import PEOPLE_READERS, reach


def transfers_visible_to(actor: Actor) -> QuerySet[Transfer]:
    """Return the transfers of which `actor` keeps, or reads, the list of one side."""
    sides = reach(actor, "origin__path", *PEOPLE_READERS) | reach(actor, "target__path", *PEOPLE_READERS)
    rows = Transfer.objects.filter(sides).select_related("person", "origin", "target")
    return rows if actor.reach_all else rows.filter(named_to(actor))


def get_transfer(actor: Actor, pk: int) -> Transfer:
    """Return a transfer; raises NotVisible where it isn't for this actor."""
    return one_of(transfers_visible_to(actor).filter(pk=pk))


def can_answer_transfer(actor: Actor, transfer: Transfer) -> bool:
    """Tell whether `actor` writes for the side that was asked."""
    started = transfer.side == Transfer.Side.SENDER
    return can_write_people(actor, transfer.target if started else transfer.origin)


def can_withdraw_transfer(actor: Actor, transfer: Transfer) -> bool:
    """Tell whether `actor` writes for the side that started."""
    started = transfer.side == Transfer.Side.SENDER
    return can_write_people(actor, transfer.origin if started else transfer.target)
