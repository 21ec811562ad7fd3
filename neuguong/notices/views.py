"""What the user was told: the list, opening one, having read all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from neuguong.core.telling import kinds
from neuguong.notices import actions, queries, rules
from neuguong.notices.forms import PreferenceForm
from neuguong.ui import editing, listing
from neuguong.ui.http import OfficeRequest


@require_safe
def notice_list(request: OfficeRequest) -> HttpResponse:
    """List what the user was told, the newest first."""
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    rows = queries.notices_of(request.actor, only_new=show == "new", kind=kind)
    page = Paginator(rows, listing.SIZE).get_page(request.GET.get("page"))
    told = {"title": _("Thông báo"), "lines": queries.lines(page.object_list), "page": page}
    chosen = {"show": show, "kind": kind, "kinds": kinds()}
    return render(request, "notices/list.html", {**told, **chosen, **listing.ways(request, page)})


@require_http_methods(["GET", "POST"])
def preferences(request: OfficeRequest) -> HttpResponse:
    """Set how one is told by mail."""
    own, done = queries.preference_of(request.actor), reverse("notices:list")
    return editing.page(
        request,
        PreferenceForm(editing.sent(request), actor=request.actor, instance=own),
        title=_("Cách nhận thông báo"),
        lead=_("Trong Nêu Gương thì luôn có. Mỗi ngày nhiều nhất một thư gộp các việc."),
        save=lambda record, _version: actions.set_preference(actor=request.actor, preference=record),
        done=lambda _record: done,
        cancel=done,
    )


@require_POST
def open_notice(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that a notice was read, and go to what it is about."""
    notice = rules.get_visible(request.actor, pk)
    actions.read_notice(actor=request.actor, notice=notice)
    return HttpResponseRedirect(notice.link or reverse("notices:list"))


@require_POST
def read_all(request: OfficeRequest) -> HttpResponse:
    """Note that all was read."""
    if actions.read_all(actor=request.actor):
        messages.success(request, _("Đã đánh dấu đọc hết."))
    return HttpResponseRedirect(reverse("notices:list"))
