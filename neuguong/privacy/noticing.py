"""Whoever signs in and has not read the notice reads it before going on."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from neuguong.accounts.models import User
from neuguong.privacy.queries.notices import notice_read

UNREAD = "notice_unread"
# What may be opened before: the way out, how pages look, what the door itself asks.
OPEN = {
    *("privacy:notice", "privacy:guide", "portal:prefer", "portal:health", "portal:signin_link"),
    *("portal:second_factor", "portal:sessions", "portal:end_session"),
}


def signed_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Note in the session that the notice is to be read."""
    if notice_read(user) is None:
        request.session[UNREAD] = True


def listen() -> None:
    """Follow sign-ins; called once when Django is ready."""
    user_logged_in.connect(signed_in)


class NoticeMiddleware:
    """Leads to the notice, and from there back to where one was going; no statement for those who have read it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; whether the page is open is known only when the view is."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send them there."""
        match = request.resolver_match
        if not request.user.is_authenticated or not request.session.get(UNREAD):
            return None
        if view.__module__.startswith("allauth.") or (match and match.view_name in OPEN):
            return None
        where = f"{reverse('privacy:notice')}?{urlencode({'next': request.get_full_path()})}"
        return HttpResponseClientRedirect(where) if request.htmx else HttpResponseRedirect(where)  # type: ignore[attr-defined]
