"""Where the user stands, and when: an organisation and a period, both in the address of each page."""

from dataclasses import dataclass

from django.http import HttpRequest

from neuguong.campaigns.periods import Period
from neuguong.organisations.models import Organisation


@dataclass(frozen=True)
class Standpoint:
    """The organisation whose subtree is looked at, and the period."""

    organisation: Organisation
    period: Period


def standpoint(request: HttpRequest) -> Standpoint:
    """Return where the request stands; the portal's middleware has set it for every signed-in user."""
    place = request.place  # type: ignore[attr-defined]
    assert isinstance(place, Standpoint)  # noqa: S101 - tells the type; the middleware is the only writer
    return place
