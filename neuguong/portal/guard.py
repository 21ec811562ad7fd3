"""How long a session lasts, who must show a second factor, and that private pages stay out of caches."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from neuguong.accounts.actions import touch_session
from neuguong.accounts.queries import has_factor
from neuguong.accounts.rules import NEW_DEVICE, PROVEN, SIGNED_IN, TOUCHED
from neuguong.core import clock
from neuguong.organisations.queries import installation

Respond = Callable[[HttpRequest], HttpResponse]
TOUCH_EVERY = 60
DEVICE_SECONDS = 365 * 24 * 3600
# What somebody who still has to enrol may open, beside allauth's pages of the own account.
OPEN = {"portal:second_factor", "portal:sessions", "portal:end_session", "portal:prefer", "portal:health"}


class SessionMiddleware:
    """Ends a session that was idle too long or is too old, whatever its cookie says."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let live sessions through, and keep what they are shown out of caches."""
        if request.user.is_authenticated:
            if _is_over(request):
                logout(request)
                messages.info(request, _("Phiên làm việc đã hết hạn. Đăng nhập lại để làm tiếp."))
            else:
                _touch(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return _with_device(request, response)


def _is_over(request: HttpRequest) -> bool:
    now = int(clock.now().timestamp())
    began = request.session.setdefault(SIGNED_IN, now)
    used = request.session.get(TOUCHED, began)
    return bool(now - began >= settings.SESSION_HOURS * 3600 or now - used >= settings.SESSION_COOKIE_AGE)


def _touch(request: HttpRequest) -> None:
    """Keep an idle session's end moving, by one write a minute and not one a page."""
    now = int(clock.now().timestamp())
    if now - request.session.get(TOUCHED, 0) >= TOUCH_EVERY:
        request.session[TOUCHED] = now
        touch_session(request.session.session_key or "")


def _with_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a browser that completed a sign-in the cookie by which it is known again."""
    token = getattr(request, NEW_DEVICE, "")
    if token:
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            token,
            max_age=DEVICE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


class SecondFactorMiddleware:
    """Whoever must have a second factor gets no further than the page that says why, and lets them enrol."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; whether the page is open to all is known only when the view is."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send them there, once per page that they ask for."""
        if not request.user.is_authenticated or request.session.get(PROVEN) or not owes_factor(request):
            return None
        match = request.resolver_match
        if view.__module__.startswith("allauth.") or (match and match.view_name in OPEN):
            return None
        where = f"{reverse('portal:second_factor')}?{urlencode({'next': request.get_full_path()})}"
        return HttpResponseClientRedirect(where) if request.htmx else HttpResponseRedirect(where)  # type: ignore[attr-defined]


def owes_factor(request: HttpRequest) -> bool:
    """Tell whether the user must enrol before going on, and keep in the session that they need not.

    A role that is given while a session runs asks at its next page: only a factor, or a demonstration, is kept.
    """
    if not must_have_factor(request):
        return False
    if has_factor(request.user):  # type: ignore[arg-type]
        request.session[PROVEN] = True
        return False
    if may_wait():
        request.session[PROVEN] = True
        said = _(
            "Vai trò của đồng chí phải có lớp xác thực thứ hai; bản minh họa cho để sau. Thiết lập ở Xác thực hai lớp."
        )
        messages.warning(request, said)
        return False
    return True


def must_have_factor(request: HttpRequest) -> bool:
    """Tell whether the user's roles, or this installation, ask for a second factor."""
    held = {grant.role for grant in request.actor.grants}  # type: ignore[attr-defined]
    return settings.SECOND_FACTOR == "always" or bool(held & set(settings.SECOND_FACTOR_ROLES))


def may_wait() -> bool:
    """Tell whether enrolling may wait: only where all people are invented, and the operator did not insist."""
    return settings.SECOND_FACTOR != "always" and installation().is_demo
