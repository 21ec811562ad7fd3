"""What may follow what: of requests, and of removals. The only writer of their status."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.privacy.models import DataRequest, Removal, RemovalStatus, RequestStatus

REQUESTS: Mapping[tuple[str, str], RequestStatus] = MappingProxyType(
    {
        (RequestStatus.RECEIVED, "answer"): RequestStatus.ANSWERED,
        (RequestStatus.RECEIVED, "fulfil"): RequestStatus.DONE,
        (RequestStatus.RECEIVED, "refuse"): RequestStatus.REFUSED,
        (RequestStatus.RECEIVED, "withdraw"): RequestStatus.WITHDRAWN,
        (RequestStatus.ANSWERED, "fulfil"): RequestStatus.DONE,
        (RequestStatus.ANSWERED, "refuse"): RequestStatus.REFUSED,
        (RequestStatus.ANSWERED, "withdraw"): RequestStatus.WITHDRAWN,
    }
)
REMOVALS: Mapping[tuple[str, str], RemovalStatus] = MappingProxyType(
    {
        (RemovalStatus.PROPOSED, "confirm"): RemovalStatus.DONE,
        (RemovalStatus.PROPOSED, "cancel"): RemovalStatus.CANCELLED,
    }
)


def may(record: DataRequest | Removal, event: str) -> bool:
    """Tell whether `event` may happen to a record as it stands."""
    return (record.status, event) in (REQUESTS if isinstance(record, DataRequest) else REMOVALS)


def advance(record: DataRequest | Removal, event: str) -> None:
    """Let `event` happen to a record, unsaved; raises Refusal where it may not."""
    if not may(record, event):
        words = {"what": record._meta.verbose_name, "status": record.get_status_display()}
        raise Refusal(_("Không làm được việc này: %(what)s %(status)s. Tải lại trang để xem tình trạng mới.") % words)
    if isinstance(record, DataRequest):
        record.status = REQUESTS[record.status, event]
    else:
        record.status = REMOVALS[record.status, event]
