"""The organisation where the request stands, with its type."""

from neuguong.organisations.models import Organisation
from neuguong.ui.http import OfficeRequest


def here(request: OfficeRequest) -> Organisation:
    """Return the organisation of the place, which the portal's middleware has set."""
    place = request.place.organisation
    assert isinstance(place, Organisation)  # noqa: S101 - tells the type
    return place
