"""Directives, tasks, and what inspections found."""

from neuguong.directives.models.directive import KINDS, PLAN_KINDS, Directive, canonical_kind, secret_marks
from neuguong.directives.models.finding import Finding, FindingSort, FindingStatus
from neuguong.directives.models.task import Task

__all__ = [
    "KINDS",
    "PLAN_KINDS",
    "Directive",
    "Finding",
    "FindingSort",
    "FindingStatus",
    "Task",
    "canonical_kind",
    "secret_marks",
]
