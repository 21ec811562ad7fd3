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
from neuguong.directives.actions.tasks import (
    accept_task,
    ask_delay,
    assign_task,
    cancel_task,
    grant_delay,
    refuse_delay,
    remove_task,
    report_task,
    resume_task,
    return_task,
    start_task,
)
from neuguong.directives.numbering import split

__all__ = [
    "Answer",
    "accept_task",
    "answer_finding",
    "ask_delay",
    "assign_finding",
    "assign_task",
    "cancel_task",
    "close_finding",
    "concretise_provisions",
    "enter_directive",
    "grant_delay",
    "issue_plan",
    "list_provisions",
    "raise_finding",
    "refuse_delay",
    "remove_directive",
    "remove_finding",
    "remove_inapplicable",
    "remove_task",
    "report_task",
    "resume_task",
    "return_finding",
    "return_inapplicable",
    "return_task",
    "set_aside",
    "split",
    "start_task",
]
