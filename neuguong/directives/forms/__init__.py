"""Forms of directives and their provisions, tasks and findings."""

from neuguong.directives.forms.provisions import ConcretiseForm, ProvisionsForm, ReturnedForm, SetAsideForm
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
    "ProvisionsForm",
    "ReturnForm",
    "ReturnedForm",
    "SetAsideForm",
    "TaskForm",
]
