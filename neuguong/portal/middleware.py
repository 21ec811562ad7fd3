"""Language, who acts, where they stand, and refusals turned into answers."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from neuguong.accounts.models import User
from neuguong.accounts.origin import address
from neuguong.campaigns import periods
from neuguong.campaigns.standpoint import Standpoint
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.queries import actor_for
from neuguong.portal import refusals, standing

Respond = Callable[[HttpRequest], HttpResponse]
NOBODY = Actor(user_id=None, label="")
# Pages for those who have not signed in; allauth's own guard themselves.
PUBLIC = {
    "portal:health",
    "portal:signin_link",
    "portal:prefer",
    "openid_connect_login",
    "openid_connect_callback",
}


class LanguageMiddleware:
    """Vietnamese, or what the user chose; never what a machine was sold with."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        # Some texts are fixed when a page's module is imported, and must not follow whoever asks first.
        with translation.override(settings.LANGUAGE_CODE):
            import_module(settings.ROOT_URLCONF)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak the language of the cookie while answering."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ActorMiddleware:
    """Who acts: `request.actor`, found at first need; nobody gets further than the sign-in page."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach actor and place, both lazily."""
        actor = SimpleLazyObject(lambda: _actor(request))
        request.actor = actor  # type: ignore[attr-defined]
        request.place = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: standing.usual(request, cast(Actor, actor))
        )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send those who have not signed in to the page where they can."""
        match = request.resolver_match
        if request.user.is_authenticated:
            return None
        if view.__module__.startswith("allauth.") or (match and match.view_name in PUBLIC):
            return None
        answer = redirect_to_login(request.get_full_path())
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer  # type: ignore[attr-defined]


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return replace(actor_for(user), origin=address(request)) if isinstance(user, User) else NOBODY


class ScopeMiddleware:
    """Where the user stands: the organisation and the period of the address become `request.place`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the address is known only when the view is."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Take both off the view's arguments; what is not visible does not exist."""
        match = request.resolver_match
        if match is None or not match.route.startswith("o/<"):
            return None
        code, period = kwargs.pop("organisation"), kwargs.pop("period")
        try:
            organisation = rules.get_visible(request.actor, code)  # type: ignore[attr-defined]
            place = Standpoint(organisation, periods.parse(period))
        except Refusal as refusal:
            return refusals.told(request, refusal.message, 404)
        request.place = place  # type: ignore[attr-defined]
        standing.remember(request, place)
        return None


class RefusalMiddleware:
    """A refusal raised by a view becomes an answer with its sentence."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; views raise later."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; anything else is a fault and stays one."""
        return refusals.answer(request, exception) if isinstance(exception, Refusal) else None
