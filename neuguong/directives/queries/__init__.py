"""Reading directives and their provisions, tasks and findings."""

from neuguong.directives.queries.provisions import (
    Answers,
    answers_of,
    carried_out_by_provision,
    get_inapplicable,
    get_provision,
    provisions_of,
    said_inapplicable,
    to_answer,
)
from neuguong.directives.queries.records import (
    asked,
    carried_out_by,
    choosable,
    findings_about,
    findings_to_act_on,
    findings_to_confirm,
    is_late,
    is_overdue,
    is_received,
    of_line,
    seen,
    tasks_from,
)

__all__ = [
    "Answers",
    "answers_of",
    "asked",
    "carried_out_by",
    "carried_out_by_provision",
    "choosable",
    "findings_about",
    "findings_to_act_on",
    "findings_to_confirm",
    "get_inapplicable",
    "get_provision",
    "is_late",
    "is_overdue",
    "is_received",
    "of_line",
    "provisions_of",
    "said_inapplicable",
    "seen",
    "tasks_from",
    "to_answer",
]
