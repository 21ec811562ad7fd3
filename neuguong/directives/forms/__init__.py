"""Forms of directives and their provisions, tasks and findings."""

from neuguong.directives.forms.provisions import (
    ConcretiseForm,
    PlanForm,
    ProvisionsForm,
    ReturnedForm,
    SetAsideForm,
    as_text,
)
from neuguong.directives.forms.records import (
    AnswerForm,
    ConclusionForm,
    DirectiveForm,
    FindingForm,
    ReturnForm,
    TaskForm,
)

__all__ = [
    "AnswerForm",
    "ConclusionForm",
    "ConcretiseForm",
    "DirectiveForm",
    "FindingForm",
    "PlanForm",
    "ProvisionsForm",
    "ReturnForm",
    "ReturnedForm",
    "SetAsideForm",
    "TaskForm",
    "as_text",
]
