"""Documents that direct, and the tasks that come from them."""

from neuguong.directives.models.directive import KINDS, PLAN_KINDS, Directive, canonical_kind, secret_marks
from neuguong.directives.models.task import Task

__all__ = ["KINDS", "PLAN_KINDS", "Directive", "Task", "canonical_kind", "secret_marks"]
