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
    DelayAnswerForm,
    DelayForm,
    DelayRefusalForm,
    DirectiveForm,
    FindingForm,
    RemarkForm,
    ReportForm,
    ReturnForm,
    TaskForm,
    TaskStepForm,
)

__all__ = [
    "AnswerForm",
    "ConclusionForm",
    "ConcretiseForm",
    "DelayAnswerForm",
    "DelayForm",
    "DelayRefusalForm",
    "DirectiveForm",
    "FindingForm",
    "PlanForm",
    "ProvisionsForm",
    "RemarkForm",
    "ReportForm",
    "ReturnForm",
    "ReturnedForm",
    "SetAsideForm",
    "TaskForm",
    "TaskStepForm",
    "as_text",
]
