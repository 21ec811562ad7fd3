"""The request as every view gets it, and addresses that keep where the user stands."""

import datetime as dt
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django_htmx.middleware import HtmxDetails

from neuguong.core.actor import Actor


class Body(Protocol):
    """What the shell needs to know of an organisation."""

    pk: Any
    code: str
    name: str
    path: str


class Span(Protocol):
    """What the shell needs to know of a period: its code, its words, its first and last day."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date: ...


class Place(Protocol):
    """Where the user stands, and when; rooms from campaigns upwards get it typed by `standpoint()`."""

    @property
    def organisation(self) -> Body: ...
    @property
    def period(self) -> Span: ...


class OfficeRequest(HttpRequest):
    """A request after the portal's middleware: who acts, where they stand, whether htmx asks."""

    actor: Actor
    place: Place
    htmx: HtmxDetails


def to(request: HttpRequest, name: str, /, *args: object, **query: object) -> str:
    """Return the address of the scoped page `name` ("room:page"), at the request's organisation and period.

    `args` are the page's own arguments; of `query`, empty values are left out.
    """
    place: Place = request.place  # type: ignore[attr-defined]
    return at(place.organisation.code, place.period.code, name, *args, **query)


def perhaps(request: HttpRequest, name: str, /, *args: object, **query: object) -> str:
    """Return the same, or nothing where this installation has no page of that name."""
    try:
        return to(request, name, *args, **query)
    except NoReverseMatch:
        return ""


def at(organisation: str, period: str, name: str, /, *args: object, **query: object) -> str:
    """Return the address of the scoped page `name` at another organisation or period, by their codes.

    Keys of `query` may be any words, these parameters' names too: they come from addresses that people type.
    """
    return reverse(name, args=[organisation, period, *args]) + question(query)


def changed(request: HttpRequest, /, **query: object) -> str:
    """Return this page's address with some of its query replaced; an empty value takes a key away."""
    kept: dict[str, Any] = dict(request.GET.lists())
    return request.path + question({**kept, **query})


def question(query: dict[str, Any]) -> str:
    """Return `query` as "?a=1&b=2", or nothing where all of it is empty."""
    filled = {key: value for key, value in query.items() if value not in (None, "", [], [""])}
    return f"?{urlencode(filled, doseq=True)}" if filled else ""
