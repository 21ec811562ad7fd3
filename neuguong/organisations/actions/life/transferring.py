"""Open transfers of people at a body that ends or gives people away: carried to the successor, or withdrawn.

A request goes on with the successor where its day comes after the event; where there is no successor, the day
had passed, or both sides would be one, it is withdrawn, and the request tells by which event.
"""

import datetime as dt

from django.utils import translation

from neuguong.core import clock
from neuguong.organisations import lifecycle
from neuguong.organisations.actions.life.happening import Happening
from neuguong.organisations.models import Membership, Organisation, Transfer


def carry_departure(happening: Happening, left: Membership, to: Organisation | None, since: dt.date) -> None:
    """Have the open request of someone who goes on at `to` from `since` leave from there."""
    waiting = Transfer.objects.filter(person=left.person_id, origin=left.organisation_id, state=Transfer.State.ASKED)
    for transfer in waiting if left.is_main else ():
        if to is None or to.pk == transfer.target_id or transfer.day <= since:
            _withdraw(happening, transfer)
        else:
            happening.journal.change(transfer, "transfer.carried", origin_id=to.pk)


def close_transfers(happening: Happening, ended: Organisation, to: Organisation | None) -> None:
    """Leave no open request at a body that ends: those who were to come go to `to`, the others stay withdrawn."""
    waiting = Transfer.objects.filter(state=Transfer.State.ASKED).order_by("pk")
    for transfer in waiting.filter(target=ended):
        if to is None or to.pk == transfer.origin_id or transfer.day < happening.day:
            _withdraw(happening, transfer)
        else:
            happening.journal.change(transfer, "transfer.carried", target_id=to.pk)
    for transfer in waiting.filter(origin=ended):
        _withdraw(happening, transfer)


def withdraw_within(happening: Happening, place: Organisation) -> None:
    """Withdraw the open requests that would go from `place` to itself, now that two were found to be one."""
    for transfer in Transfer.objects.filter(state=Transfer.State.ASKED, origin=place, target=place).order_by("pk"):
        _withdraw(happening, transfer)


def _withdraw(happening: Happening, transfer: Transfer) -> None:
    with translation.override("vi"):
        why = f"Sự kiện tổ chức «{happening.kind.label}» từ ngày {happening.day:%d/%m/%Y}."
    answer = {"reason": why, "answered_by": happening.actor.label, "answered_on": clock.today()}
    state = lifecycle.after(transfer, "withdraw")
    happening.journal.change(transfer, "transfer.withdrawn", state=state, **answer)
