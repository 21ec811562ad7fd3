"""Writes of campaigns, stages and declared figures."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.campaigns.indicators import REGISTRY, Indicator, Rate
from neuguong.campaigns.models import Campaign, DeclaredValue, Stage
from neuguong.campaigns.periods import Period
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import actions as base
from neuguong.organisations.models import Organisation


def open_campaign(*, actor: Actor, code: str, name: str, origin: str = "") -> Campaign:
    """Open a campaign: a new row, never a release."""
    campaign = Campaign(code=code, name=name, origin=origin)
    return audit.save(actor=actor, event="campaign.opened", subject=campaign)


def open_stage(*, actor: Actor, campaign: Campaign | None, period: Period) -> Stage:
    """Open a stage that will be reviewed as a whole."""
    stage = Stage(campaign=campaign, code=period.code, start=period.start, end=period.end)
    return audit.save(actor=actor, event="stage.opened", subject=stage)


@transaction.atomic
def declare(
    *,
    actor: Actor,
    organisation: Organisation,
    period: Period,
    indicator: str,
    value: Decimal | int | None,
    note: str = "",
) -> DeclaredValue | None:
    """State a figure of an organisation's subtree where no records are; saying it again corrects it.

    `value` None takes the statement back. Raises Refusal where the indicator is none that can be
    stated, a count is not a whole number, or a share is above 100.
    """
    item = declarable(indicator)
    row = DeclaredValue.objects.filter(organisation=organisation, period=period.code, indicator=item.code).first()
    if value is None:
        if row is not None:
            base.remove(actor=actor, noun="declared", subject=row)
        return None
    _check(item, Decimal(value))
    row = row or DeclaredValue(organisation=organisation, period=period.code, indicator=item.code)
    if row.pk and row.value == value and row.note == note:
        return row
    row.start, row.end, row.value, row.note = period.start, period.end, Decimal(value), note
    return base.keep(actor=actor, noun="declared", subject=row)


def declarable(code: str) -> Indicator | Rate:
    """Return the declaration of an indicator that can be stated; raises Refusal that names the code."""
    item = REGISTRY.by_code.get(code)
    if item is None or not item.listed:
        raise Refusal(
            _("Không có chỉ tiêu «%(code)s» để kê khai. Xem mã ở trang Chỉ tiêu.") % {"code": code}, code="indicator"
        )
    return item


def _check(item: Indicator | Rate, value: Decimal) -> None:
    if isinstance(item, Rate):
        if not 0 <= value <= 100:
            raise Refusal(
                _("%(what)s: cần tỷ lệ từ 0 đến 100, nhận được %(value)s.") % {"what": item.label, "value": value},
                code="value",
            )
    elif value < 0 or value != int(value):
        raise Refusal(
            _("%(what)s: cần số nguyên không âm, nhận được %(value)s.") % {"what": item.label, "value": value},
            code="value",
        )
