"""Directives and their provisions, tasks, and what inspections found."""

from neuguong.directives.models.directive import KINDS, PLAN_KINDS, Directive, canonical_kind, secret_marks
from neuguong.directives.models.finding import Finding, FindingSort, FindingStatus
from neuguong.directives.models.provision import Concretisation, Inapplicable, Provision
from neuguong.directives.models.task import DelayStatus, Task, TaskDelay, TaskStatus

__all__ = [
    "KINDS",
    "PLAN_KINDS",
    "Concretisation",
    "DelayStatus",
    "Directive",
    "Finding",
    "FindingSort",
    "FindingStatus",
    "Inapplicable",
    "Provision",
    "Task",
    "TaskDelay",
    "TaskStatus",
    "canonical_kind",
    "secret_marks",
]
