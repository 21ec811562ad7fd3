"""The duties that come due at a place and below it, one by one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.campaigns import rules
from neuguong.campaigns.duties import STATES, Duty, Line, Survey, lines, numbers, survey, title, told_to
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.text import fold
from neuguong.ui import listing
from neuguong.ui.filters import Control
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link

SIZE = 50
TO_DO = "todo"


@require_safe
def duty_list(request: OfficeRequest) -> HttpResponse:
    """Show what comes due in the period, the first due first; narrowed to what is still to do, unless asked."""
    found = survey(standpoint(request).organisation, standpoint(request).period)
    told = told_to(request.actor, found)
    page = Paginator(_narrowed(request, told, found), SIZE).get_page(request.GET.get("page"))
    context = {
        "title": _("Việc phải làm"),
        "lines": [(line, _excuse(request, line)) for line in lines(list(page), found)],
        "page": page,
        "own": numbers(one for one in told if one.person is None),
        "people": numbers(one for one in told if one.person is not None),
        "controls": _controls(request),
    }
    return render(request, "campaigns/duties.html", {**context, **listing.ways(request, page)})


def _narrowed(request: OfficeRequest, told: list[Duty], found: Survey) -> list[Duty]:
    """Keep the state that is asked for, and what holds every word that is typed."""
    state, words = request.GET.get("state", TO_DO), fold(request.GET.get("q", "")).split()
    kept = [one for one in told if state == "all" or (one.is_to_do if state == TO_DO else one.state == state)]
    if not words:
        return kept
    return [one for one in kept if all(word in _text(one, found) for word in words)]


def _text(one: Duty, found: Survey) -> str:
    place = found.places[one.organisation]
    return fold(f"{title(one.occasion)} {place.name} {place.code}")


def _controls(request: OfficeRequest) -> list[Control]:
    offered = [(TO_DO, _("Còn phải làm")), ("all", _("Tất cả"))]
    offered += [(state.value, str(words)) for state, (words, _tone) in STATES.items()]
    return [
        Control("text", "q", _("Tìm việc, tổ chức"), request.GET.get("q", "")),
        Control("choice", "state", _("Tình trạng"), request.GET.get("state", TO_DO), offered),
    ]


def _excuse(request: OfficeRequest, line: Line) -> Link | None:
    """Return the way to excuse, or to take an excuse back, for the officer above."""
    duty = line.duty
    if duty.person is not None or duty.is_met or not rules.excuses_below(request.actor, duty.path):
        return None
    if duty.excuse:
        return Link(_("Rút lại"), to(request, "campaigns:excuse_withdraw", duty.excuse))
    query = {"occasion": duty.occasion.key, "code": line.organisation}
    return Link(_("Miễn"), to(request, "campaigns:excuse_create", duty.occasion.rule.pk, **query))
