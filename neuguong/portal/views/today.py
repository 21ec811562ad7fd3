"""Hôm nay: for an officer those who are late, for a secretary the own state, for everyone what is theirs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.campaigns.duties import Survey, survey
from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.organisations import rules
from neuguong.organisations.models import Role
from neuguong.portal import progress
from neuguong.portal.arrivals import lately
from neuguong.portal.own import mine
from neuguong.portal.todo import open_at, owed
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import Link

CHASERS = (Role.OFFICER, Role.STANDING, Role.INSPECTOR, Role.ADMIN)
KEEPERS = (*CHASERS, Role.SECRETARY)
LATE_SHOWN = 8


@require_safe
def today(request: OfficeRequest) -> HttpResponse:
    """Show what there is to do at the place."""
    place, actor = standpoint(request), request.actor
    path = place.organisation.path
    context: dict[str, Any] = {"title": _title(), "nothing": _nothing()}
    keeps = actor.reaches(path, *KEEPERS)
    found = survey(place.organisation, place.period) if keeps else None
    if found is not None:
        context |= _owed(request, found)
        todo, count = open_at(request, place.organisation)
        context |= {"todo": todo, "todo_count": count, "arrivals": lately(request, place.organisation)}
    return render(request, "portal/today.html", context | {"mine": mine(request, place, found)})


def _owed(request: OfficeRequest, found: Survey) -> dict[str, Any]:
    """Return who is late for those who chase, else the place's own state and where to enter what is missing."""
    if request.actor.reaches(found.place.path, *CHASERS) and not found.place.is_grassroots:
        below = progress.of_survey(found, progress.row_of(found))
        return {"matrix": below, "late": below.late[:LATE_SHOWN]}
    own, writes = progress.own(found), rules.can_write(request.actor, found.place)
    told = {"own": own, "owed": owed(request, own, writes=writes)}
    return {**told, "writing": _writing(request)} if writes else told


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
