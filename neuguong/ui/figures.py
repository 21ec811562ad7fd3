"""A number that opens: the link behind it leads to what it counts."""

from decimal import Decimal

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.html import format_html

from neuguong.ui import values
from neuguong.ui.http import Place, at


def opening(
    request: HttpRequest,
    value: float | Decimal | None,
    indicator: str,
    organisation: str = "",
    period: str = "",
    **query: object,
) -> str:
    """Return a number as safe HTML that opens in the drawer, at the request's place or at another's codes."""
    place: Place = request.place  # type: ignore[attr-defined]
    shown = values.NOTHING if value is None else values.number(value)
    organisation, period = organisation or place.organisation.code, period or place.period.code
    try:
        href = at(organisation, period, "reporting:figure", indicator, **query)
    except NoReverseMatch:
        return shown
    return format_html(
        '<a class="figure" href="{}" hx-get="{}" hx-target="#drawer" hx-swap="innerHTML">{}</a>', href, href, shown
    )
