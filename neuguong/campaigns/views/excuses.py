"""Saying that something owed need not be done, and taking that back."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from neuguong.campaigns import actions, rules
from neuguong.campaigns.duties import Duty, survey, title
from neuguong.campaigns.forms import ExcuseForm
from neuguong.campaigns.models import Excuse
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import NotVisible
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import get_visible, require
from neuguong.ui import confirming, editing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import date


@require_http_methods(["GET", "POST"])
def excuse_create(request: OfficeRequest, pk: int) -> HttpResponse:
    """Excuse an organisation from one duty of the rule `pk`; the address names the occasion and the organisation."""
    duty, done = _duty(request, pk), to(request, "campaigns:duty_list")
    return editing.page(
        request,
        ExcuseForm(editing.sent(request), actor=request.actor),
        title=_("Miễn việc phải làm"),
        lead=_told(request, duty),
        save=lambda said, _version: actions.excuse_duty(actor=request.actor, duty=duty, said=said),
        done=lambda _saved: done,
        cancel=done,
    )


@require_http_methods(["GET", "POST"])
def excuse_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an excuse back."""
    excuse, done = rules.excuses.get(request.actor, pk), to(request, "campaigns:duty_list")
    require(rules.excuses.can_write(request.actor, excuse))
    return confirming.page(
        request,
        title=_("Rút lại việc miễn"),
        question=_question(excuse),
        button=_("Rút lại"),
        act=lambda: actions.withdraw_excuse(actor=request.actor, excuse=excuse),
        done=done,
        cancel=done,
    )


def _question(excuse: Excuse) -> str:
    told = {"who": excuse.organisation.name, "reason": excuse.reason, "by": excuse.granted_by}
    return _("%(who)s được %(by)s cho miễn: «%(reason)s». Rút lại thì việc này lại phải làm.") % told


def _told(request: OfficeRequest, duty: Duty) -> str:
    told = {"what": title(duty.occasion), "who": _place(request).name, "day": date(duty.occasion.due)}
    return _("%(what)s · %(who)s · hạn %(day)s") % told


def _place(request: OfficeRequest) -> Organisation:
    return get_visible(request.actor, request.GET.get("code") or standpoint(request).organisation.code)


def _duty(request: OfficeRequest, pk: int) -> Duty:
    """Return the duty that is meant; raises NotVisible where the organisation owes no such thing in the period."""
    place = _place(request)
    require(rules.excuses.can_write(request.actor, place))
    for duty in survey(place, standpoint(request).period).of(place.pk):
        if duty.occasion.rule.pk == pk and duty.occasion.key == request.GET.get("occasion"):
            return duty
    raise NotVisible
