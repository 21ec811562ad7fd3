"""The notice about personal data: read once, and reachable always."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.privacy import actions, queries
from neuguong.privacy.guide import GUIDE
from neuguong.privacy.notice import BASES, CHAPTERS, VERSION
from neuguong.privacy.noticing import UNREAD
from neuguong.ui.http import OfficeRequest


@require_http_methods(["GET", "POST"])
def notice(request: OfficeRequest) -> HttpResponse:
    """Show the notice; «Tôi đã đọc» notes version and time and goes on."""
    if request.method == "POST":
        actions.read_notice(actor=request.actor, user=queries.user_of(request.actor))
        request.session.pop(UNREAD, None)
        return HttpResponseRedirect(_next(request))
    return render(request, "privacy/notice.html", {**_told(request), "next": _next(request)})


@require_safe
def guide(request: OfficeRequest) -> HttpResponse:
    """Show the handbook's page: what is kept, who sees it, how to ask."""
    context = {"title": _("Sổ tay: dữ liệu của tôi"), "chapters": GUIDE}
    context["lead"] = _("Lưu gì, ai xem, xin bản sao, sửa, hạn chế, xóa như thế nào.")
    return render(request, "privacy/guide.html", context)


def _told(request: OfficeRequest) -> dict[str, Any]:
    """Return the text with its tables, whom to ask, and whether it was read."""
    return {
        "title": _("Thông báo về dữ liệu cá nhân"),
        "version": VERSION,
        "chapters": CHAPTERS,
        "bases": BASES,
        "terms": queries.retention_rows(),
        "office": queries.office_of(request.actor),
        "read": queries.notice_read(queries.user_of(request.actor)),
    }


def _next(request: OfficeRequest) -> str:
    """Return where the reader was going, on this site; their own page where that is unknown."""
    where = request.POST.get("next") or request.GET.get("next") or ""
    if where[:1] == "/" and url_has_allowed_host_and_scheme(where, {request.get_host()}):
        return where
    return reverse("privacy:mine")
