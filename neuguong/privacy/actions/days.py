"""Days off and on that are announced; open requests are counted anew."""

from django.db import transaction

from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.organisations.rules import require
from neuguong.privacy import rules
from neuguong.privacy.deadlines import due
from neuguong.privacy.models import CLOSED, DataRequest, DayOff
from neuguong.privacy.queries.days import workdays


@transaction.atomic
def enter_day(*, actor: Actor, day: DayOff, version: int | None = None) -> DayOff:
    """Enter a day that is off, or worked instead of another."""
    require(rules.can_enter_days(actor))
    saved = audit.save(actor=actor, event="day_off.entered", subject=day, version=version)
    _count_anew()
    return saved


@transaction.atomic
def remove_day(*, actor: Actor, day: DayOff) -> None:
    """Take a day out that was entered by mistake."""
    require(rules.can_enter_days(actor))
    audit.remove(actor=actor, event="day_off.removed", subject=day)
    _count_anew()


def _count_anew() -> None:
    days = workdays()
    changed = []
    for request in DataRequest.objects.exclude(status__in=CLOSED):
        before = (request.answer_due, request.done_due)
        request.answer_due, request.done_due = due(
            request.kind, request.received_on, days, prolonged=request.prolonged_on is not None
        )
        if (request.answer_due, request.done_due) != before:
            changed.append(request)
    DataRequest.objects.bulk_update(changed, ["answer_due", "done_due"], batch_size=200)
