"""The own account: why a second factor, where one is signed in, ending sessions."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from neuguong.accounts import actions
from neuguong.accounts.queries import has_factor, keys_of, sessions_of
from neuguong.portal import guard
from neuguong.ui.http import OfficeRequest


@require_safe
def second_factor(request: OfficeRequest) -> HttpResponse:
    """Say why a second factor is asked for, and lead to enrolling one."""
    context = {
        "title": _("Lớp xác thực thứ hai"),
        "owes": guard.must_have_factor(request) and not has_factor(request.user),  # type: ignore[arg-type]
        "may_wait": guard.may_wait(),
        "keys": keys_of(request.user),  # type: ignore[arg-type]
        "host_is_number": request.get_host().partition(":")[0].replace(".", "").isdigit(),
    }
    return render(request, "portal/second_factor.html", context)


@require_safe
def sessions(request: OfficeRequest) -> HttpResponse:
    """List where the user is signed in."""
    seats = sessions_of(request.user, request.session.session_key)  # type: ignore[arg-type]
    return render(request, "portal/sessions.html", {"title": _("Nơi đang đăng nhập"), "seats": seats})


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def end_session(request: OfficeRequest) -> HttpResponse:
    """End one session, or all but this one; the user has just shown again who they are."""
    pk, keep = request.POST.get("session", ""), request.session.session_key
    if pk.isdigit():
        done = actions.end_session(actor=request.actor, user=request.user, pk=int(pk))  # type: ignore[arg-type]
    else:
        done = bool(actions.end_sessions(actor=request.actor, user=request.user, keep=keep))  # type: ignore[arg-type]
    messages.success(request, _("Đã đăng xuất nơi đó.") if done else _("Không còn phiên nào khác."))
    return HttpResponseRedirect(reverse("portal:sessions"))
