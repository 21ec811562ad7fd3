"""Tiến độ, and the words to remind those who are late."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.organisations.rules import can_found
from neuguong.portal import reminding
from neuguong.portal.progress import Matrix, matrix
from neuguong.ui.http import OfficeRequest, to


@require_safe
def progress(request: OfficeRequest) -> HttpResponse:
    """Show organisations × what they owe in the period."""
    found = _found(request)
    context = {
        "title": _("Tiến độ"),
        "groups": found.groups,
        "group": request.GET.get("group", ""),
        "show": request.GET.get("show", ""),
        "matrix": _narrowed(found, request.GET.get("group", ""), request.GET.get("show", "")),
    }
    return render(request, "portal/progress.html", context)


@require_http_methods(["GET", "POST"])
def remind(request: OfficeRequest) -> HttpResponse:
    """Show the words to paste for the organisations that were ticked; on POST tell those who serve them."""
    place = standpoint(request)
    rows = reminding.late(_found(request), set(request.GET.getlist("code") + request.POST.getlist("code")))
    if request.method == "POST":
        _tell(request, reminding.remind(actor=request.actor, place=place, rows=rows))
        return HttpResponseRedirect(to(request, "portal:progress"))
    text = reminding.reminder(rows, place.organisation.name)
    context: dict[str, Any] = {"title": _("Lời nhắc"), "text": text, "rows": rows}
    context["sends"] = can_found(request.actor, place.organisation)
    return render(request, "portal/remind.html", context)


def _tell(request: HttpRequest, done: reminding.Reminded) -> None:
    if not done.accounts and not done.unreached:
        messages.info(request, _("Các đơn vị đã chọn không còn việc quá hạn."))
        return
    words = ngettext("Đã gửi lời nhắc tới %(count)s người.", "Đã gửi lời nhắc tới %(count)s người.", done.accounts)
    messages.success(request, words % {"count": done.accounts})
    if done.unreached:
        words = _("Chưa có ai nhận thay cho: %(names)s. Chép lời nhắc gửi cách khác, hoặc phân quyền Bí thư ở đó.")
        messages.warning(request, words % {"names": ", ".join(done.unreached)})


def _found(request: OfficeRequest) -> Matrix:
    place = standpoint(request)
    return matrix(place.organisation, place.period)


def _narrowed(found: Matrix, group: str, show: str) -> Matrix:
    rows = found.late if show == "late" else found.rows
    return found.only([row for row in rows if not group or str(row.organisation.group) == group])
