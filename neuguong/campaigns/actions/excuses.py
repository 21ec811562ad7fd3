"""Saying that something owed need not be done, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.campaigns import rules
from neuguong.campaigns.duties import Duty
from neuguong.campaigns.models import Excuse
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import require


@transaction.atomic
def excuse_duty(*, actor: Actor, duty: Duty, said: Excuse) -> Excuse:
    """Excuse an organisation from a duty, or say that it does not apply to it; by the officer above.

    `said` holds which of the two, and the reason. Raises Refusal for what is done, and for people, who are exempt
    for a time and never by a reason.
    """
    organisation = Organisation.objects.select_related("parent").get(pk=duty.organisation)
    require(rules.excuses.can_write(actor, organisation))
    if duty.person is not None:
        raise Refusal(_("Việc của từng người thì ghi thời gian miễn sinh hoạt ở trang cá nhân, không ghi lý do ở đây."))
    if duty.is_met:
        raise Refusal(_("Việc này đã làm xong nên không cần miễn."), code="met")
    if not said.reason.strip():
        raise Refusal(_("Ghi lý do, để ai xem cũng hiểu vì sao không phải làm."), code="reason")
    said.organisation, said.rule, said.occasion = organisation, duty.occasion.rule, duty.occasion.key
    said.reason, said.granted_by, said.granted_on = said.reason.strip(), actor.label, clock.today()
    return audit.save(actor=actor, event="excuse.granted", subject=said)


@transaction.atomic
def withdraw_excuse(*, actor: Actor, excuse: Excuse) -> None:
    """Take an excuse back: the duty stands again as if it had never been."""
    require(rules.excuses.can_write(actor, excuse.organisation))
    audit.remove(actor=actor, event="excuse.withdrawn", subject=excuse)
