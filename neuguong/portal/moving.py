"""From a page to the same page at another organisation or in another period."""

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from neuguong.portal import navigation
from neuguong.ui.http import at

SCOPED = "o/<"
DROPPED = ("page", "open")


def address(match: ResolverMatch | None, query: QueryDict, organisation: str, period: str, *, here: bool) -> str:
    """Return the page of `match` elsewhere; where it isn't scoped, or shows one record, its section's first.

    `here`: the organisation stays, so that a record's page may stay too.
    """
    if match and match.route.startswith(SCOPED):
        kept = {name: value for name, value in match.kwargs.items() if name not in ("organisation", "period")}
        if here or not kept:
            asked = {key: values for key, values in query.lists() if key not in DROPPED}
            return at(organisation, period, match.view_name, *kept.values(), **asked)
    section = navigation.section_at(match) or navigation.SECTIONS[0]
    for _words, name in section.pages:
        try:
            return at(organisation, period, name)
        except NoReverseMatch:
            continue
    return at(organisation, period, "portal:today")


def came_from(request: HttpRequest) -> str:
    """Return the path that a form says it came from ("back"), or the first page; never another host."""
    back = request.POST.get("back") or request.GET.get("back") or "/"
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) and back[:1] == "/" else "/"


def from_there(request: HttpRequest, organisation: str, period: str, *, here: bool) -> str:
    """Return the page that the request came from, at another organisation or period."""
    path, _mark, query = came_from(request).partition("?")
    try:
        match: ResolverMatch | None = resolve(path)
    except Resolver404:
        match = None
    return address(match, QueryDict(query), organisation, period, here=here)
