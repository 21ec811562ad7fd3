"""Writes of directives and their provisions, tasks and findings."""

from neuguong.directives.actions.concretising import (
    Answer,
    concretise_provisions,
    remove_inapplicable,
    return_inapplicable,
    set_aside,
)
from neuguong.directives.actions.documents import enter_directive, remove_directive
from neuguong.directives.actions.findings import (
    answer_finding,
    assign_finding,
    close_finding,
    raise_finding,
    remove_finding,
    return_finding,
)
from neuguong.directives.actions.plans import issue_plan
from neuguong.directives.actions.provisions import list_provisions
from neuguong.directives.actions.tasks import assign_task, remove_task
from neuguong.directives.numbering import split

__all__ = [
    "Answer",
    "answer_finding",
    "assign_finding",
    "assign_task",
    "close_finding",
    "concretise_provisions",
    "enter_directive",
    "issue_plan",
    "list_provisions",
    "raise_finding",
    "remove_directive",
    "remove_finding",
    "remove_inapplicable",
    "remove_task",
    "return_finding",
    "return_inapplicable",
    "set_aside",
    "split",
]
