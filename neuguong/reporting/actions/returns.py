"""Writes of returns."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.audit.actions import Change, record_many
from neuguong.audit.queries import snapshot
from neuguong.campaigns.actions import declare
from neuguong.campaigns.periods import Period, parse
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import can_write, require
from neuguong.reporting import rules
from neuguong.reporting.models import Return
from neuguong.reporting.queries import returns


@transaction.atomic
def request_returns(*, actor: Actor, organisation: Organisation, period: Period, due_on: dt.date) -> list[Return]:
    """Ask all grassroots organisations below for their figures of a period, by a day; asking again moves the day.

    Raises Refusal where there is no such organisation, or the day lies before the period is over.
    """
    require(rules.can_request(actor, organisation))
    if due_on < period.end:
        words = _("Hạn gửi phải từ ngày %(day)s, khi kỳ đã kết thúc.")
        raise Refusal(words % {"day": f"{period.end:%d/%m/%Y}"}, code="due")
    asked = list(returns.asked(organisation, due_on))
    if not asked:
        raise Refusal(_("Không có tổ chức cơ sở đảng nào bên dưới để yêu cầu biểu số liệu."), code="nobody")
    there = {row.organisation_id: row for row in Return.objects.filter(organisation__in=asked, period=period.code)}
    changes = [_asked(actor, there.get(place.pk) or _new(place, period), due_on) for place in asked]
    record_many(actor=actor, changes=[change for _row, change in changes if change])
    return [row for row, _change in changes]


def _new(organisation: Organisation, period: Period) -> Return:
    return Return(organisation=organisation, period=period.code, start=period.start, end=period.end)


def _asked(actor: Actor, row: Return, due_on: dt.date) -> tuple[Return, Change | None]:
    """Set the day, and return what the log has to tell; nothing where the day stays."""
    if row.due_on == due_on:
        return row, None
    before = snapshot(row) if row.pk else None
    row.due_on = due_on
    if row.pk:
        row.version, row.updated_at = row.version + 1, clock.now()
    row.full_clean()
    row.save()
    return row, Change("return.requested", row._meta.label_lower, row.pk, row.organisation_id, before, snapshot(row))


@transaction.atomic
def send_return(
    *,
    actor: Actor,
    organisation: Organisation,
    period: Period,
    values: Mapping[str, Decimal | None],
    note: str = "",
) -> Return:
    """Send an organisation's figures of a period: what records show stands, `values` state the rest.

    `values` by code of indicator, None takes a statement back; what is not named stays. The day of
    the first sending is kept, as that decides whether it came on time.
    """
    require(can_write(actor, organisation))
    for code, value in values.items():
        declare(actor=actor, organisation=organisation, period=period, indicator=code, value=value, note=note)
    row = Return.objects.select_for_update().filter(organisation=organisation, period=period.code).first()
    row = row or _new(organisation, parse(period.code))
    if row.sent_on is not None:
        return row
    row.sent_on = clock.today()
    return audit.save(actor=actor, event="return.sent", subject=row)
