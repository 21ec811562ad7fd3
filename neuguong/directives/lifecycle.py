"""What may follow what of findings and tasks. The only writer of their status."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.directives.models import Finding, FindingStatus, Task, TaskStatus

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
# What is accepted was reported before: should the day of completion be taken out again, it waits to be accepted.
TASKS: Mapping[tuple[str, str], TaskStatus] = MappingProxyType(
    {
        (TaskStatus.ASSIGNED, "start"): TaskStatus.WORKING,
        (TaskStatus.ASSIGNED, "report"): TaskStatus.REPORTED,
        (TaskStatus.ASSIGNED, "delay"): TaskStatus.ASSIGNED,
        (TaskStatus.ASSIGNED, "cancel"): TaskStatus.CANCELLED,
        (TaskStatus.WORKING, "report"): TaskStatus.REPORTED,
        (TaskStatus.WORKING, "delay"): TaskStatus.WORKING,
        (TaskStatus.WORKING, "cancel"): TaskStatus.CANCELLED,
        (TaskStatus.REPORTED, "accept"): TaskStatus.REPORTED,
        (TaskStatus.REPORTED, "return"): TaskStatus.RETURNED,
        (TaskStatus.REPORTED, "cancel"): TaskStatus.CANCELLED,
        (TaskStatus.RETURNED, "report"): TaskStatus.REPORTED,
        (TaskStatus.RETURNED, "delay"): TaskStatus.RETURNED,
        (TaskStatus.RETURNED, "cancel"): TaskStatus.CANCELLED,
        (TaskStatus.CANCELLED, "resume"): TaskStatus.ASSIGNED,
    }
)


def may(record: Finding | Task, event: str) -> bool:
    """Tell whether `event` may happen to a finding or task as it stands; a finding becomes one task at most."""
    if isinstance(record, Task):
        return (record.stage, event) in TASKS
    return (record.status, event) in FINDINGS and not (event == "assign" and record.task_id is not None)


def require(record: Finding | Task, event: str) -> None:
    """Raise Refusal unless `event` may happen to a finding or task as it stands."""
    if not may(record, event):
        status = record.stage.label if isinstance(record, Task) else record.get_status_display()
        words = {"what": record, "status": status}
        raise Refusal(_("Không làm được việc này: %(what)s %(status)s. Tải lại trang để xem tình trạng mới.") % words)


def advance(record: Finding | Task, event: str) -> None:
    """Let `event` happen to a finding or task, unsaved; raises Refusal where it may not."""
    if isinstance(record, Task):
        if (record.status, event) not in TASKS:
            require(record, event)
        record.status = TASKS[record.status, event]
        return
    require(record, event)
    record.status = FINDINGS[record.status, event]
