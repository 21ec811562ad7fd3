"""Reading requests about data."""

from neuguong.core.personal import Subject
from neuguong.privacy.models import DataRequest
from neuguong.privacy.queries.holdings import subject_of


def subject_of_request(request: DataRequest) -> Subject:
    """Return whose data a request is about."""
    return subject_of(request.person) if request.person else Subject(0, request.account_id or 0)
