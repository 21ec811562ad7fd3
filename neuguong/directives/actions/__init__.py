"""Writes of directives, tasks and findings."""

from neuguong.directives.actions.documents import enter_directive, remove_directive
from neuguong.directives.actions.findings import (
    answer_finding,
    assign_finding,
    close_finding,
    raise_finding,
    remove_finding,
    return_finding,
)
from neuguong.directives.actions.tasks import assign_task, remove_task

__all__ = [
    "answer_finding",
    "assign_finding",
    "assign_task",
    "close_finding",
    "enter_directive",
    "raise_finding",
    "remove_directive",
    "remove_finding",
    "remove_task",
    "return_finding",
]
