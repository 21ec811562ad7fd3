"""Going elsewhere: home, another organisation, another period; and how pages look."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from neuguong.campaigns import periods
from neuguong.campaigns.standpoint import standpoint
from neuguong.organisations.queries.lists import from_the_top
from neuguong.portal.context import THEME_COOKIE
from neuguong.portal.moving import came_from, from_there
from neuguong.portal.suggesting import suggestions
from neuguong.ui.filters import words
from neuguong.ui.http import OfficeRequest, to

FOUND = 20
YEAR = 365 * 24 * 3600


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """Go to today's work, where the user stood last."""
    return HttpResponseRedirect(to(request, "portal:today"))


@require_safe
def go(request: OfficeRequest) -> HttpResponse:
    """Go to the period between two that were typed, on the page that the form stood on."""
    first, last = (request.GET.get(name, "").strip() for name in ("from", "until"))
    period = periods.parse(first if last in ("", first) else f"{first}..{last}")
    return HttpResponseRedirect(from_there(request, request.place.organisation.code, period.code, here=True))


@require_safe
def places(request: OfficeRequest) -> HttpResponse:
    """Find an organisation to stand at, by name or code."""
    text = request.GET.get("q", "").strip()
    rows = from_the_top(request.actor).filter(words("search_key", text))[:FOUND] if text else []
    period = standpoint(request).period.code
    found = [(organisation, from_there(request, organisation.code, period, here=False)) for organisation in rows]
    context = {"found": found, "text": text, "back_to": came_from(request), "title": _("Chọn tổ chức")}
    return render(request, "portal/places_found.html" if request.htmx else "portal/places.html", context)


@require_safe
def suggest(request: OfficeRequest, source: str) -> HttpResponse:
    """Offer what a box may be filled with; the box sends its text under its own name."""
    text = next((request.GET[name] for name in request.GET), "")
    return render(request, "portal/suggest.html", {"texts": suggestions(request.actor, source, text)})


@require_POST
def prefer(request: OfficeRequest) -> HttpResponse:
    """Keep the colour scheme or the language in a cookie of this browser."""
    response = HttpResponseRedirect(came_from(request))
    theme, language = request.POST.get("theme", ""), request.POST.get("language", "")
    if theme in ("light", "dark", "auto"):
        _keep(response, THEME_COOKIE, theme)
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
