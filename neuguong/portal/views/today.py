"""Hôm nay: for an officer those who are late, for a secretary the own state, for everyone what is theirs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.organisations import rules
from neuguong.organisations.models import Role
from neuguong.portal import progress
from neuguong.portal.arrivals import lately
from neuguong.portal.own import mine
from neuguong.portal.todo import open_at
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import Link

CHASERS = (Role.OFFICER, Role.STANDING, Role.INSPECTOR, Role.ADMIN)
KEEPERS = (*CHASERS, Role.SECRETARY)
LATE_SHOWN = 8


@require_safe
def today(request: OfficeRequest) -> HttpResponse:
    """Show what there is to do at the place."""
    place = standpoint(request)
    path = place.organisation.path
    context: dict[str, Any] = {"title": _title(), "nothing": _nothing(), "mine": mine(request, place.period)}
    if request.actor.reaches(path, *CHASERS) and not place.organisation.is_grassroots:
        context |= _below(request)
    elif request.actor.reaches(path, *KEEPERS):
        context["own"] = progress.own(place.organisation, place.period)
    if request.actor.reaches(path, *KEEPERS):
        todo, count = open_at(request, place.organisation)
        context |= {"todo": todo, "todo_count": count, "arrivals": lately(request, place.organisation)}
    if rules.can_write(request.actor, place.organisation):
        context["writing"] = _writing(request)
    return render(request, "portal/today.html", context)


def _below(request: OfficeRequest) -> dict[str, Any]:
    place = standpoint(request)
    matrix = progress.matrix(request.actor, place.organisation, place.period)
    return {"matrix": matrix, "late": matrix.late[:LATE_SHOWN]}


def _nothing() -> str:
    return _("Việc đến hạn của đơn vị và của đồng chí sẽ hiện ở đây. Đổi kỳ ở đầu trang để xem kỳ khác.")


def _writing(request: OfficeRequest) -> list[Link]:
    pages = (
        (_("Ghi buổi sinh hoạt"), "activities:create"),
        (_("Ghi bản cam kết"), "commitments:create"),
        (_("Đăng ký mô hình"), "initiatives:create"),
    )
    return [Link(words, href) for words, name in pages if (href := perhaps(request, name))]


def _title() -> str:
    days = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    day = clock.today()
    return _("Hôm nay, %(weekday)s %(day)s") % {"weekday": days[day.weekday()], "day": day.strftime("%d/%m/%Y")}
