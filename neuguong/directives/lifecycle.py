"""What may follow what of findings. The only writer of their status."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.directives.models import Finding, FindingStatus

FINDINGS: Mapping[tuple[str, str], FindingStatus] = MappingProxyType(
    {
        (FindingStatus.OPEN, "assign"): FindingStatus.ASSIGNED,
        (FindingStatus.OPEN, "answer"): FindingStatus.ANSWERED,
        (FindingStatus.ASSIGNED, "answer"): FindingStatus.ANSWERED,
        (FindingStatus.ANSWERED, "close"): FindingStatus.CLOSED,
        (FindingStatus.ANSWERED, "return"): FindingStatus.RETURNED,
        (FindingStatus.RETURNED, "assign"): FindingStatus.ASSIGNED,
        (FindingStatus.RETURNED, "answer"): FindingStatus.ANSWERED,
    }
)


def may(finding: Finding, event: str) -> bool:
    """Tell whether `event` may happen to a finding as it stands; it becomes one task at most."""
    return (finding.status, event) in FINDINGS and not (event == "assign" and finding.task_id is not None)


def require(finding: Finding, event: str) -> None:
    """Raise Refusal unless `event` may happen to a finding as it stands."""
    if not may(finding, event):
        words = {"what": finding, "status": finding.get_status_display()}
        raise Refusal(_("Không làm được việc này: %(what)s %(status)s. Tải lại trang để xem tình trạng mới.") % words)


def advance(finding: Finding, event: str) -> None:
    """Let `event` happen to a finding, unsaved; raises Refusal where it may not."""
    require(finding, event)
    finding.status = FINDINGS[finding.status, event]
