"""What is owed for documents and tasks."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS, Discharge, DutyKind, Found, Match, Sought, Subject
from neuguong.campaigns.models import Per
from neuguong.directives.models import PLAN_KINDS, Directive, Task, TaskStatus


def _plans(sought: Sought) -> Discharge:
    rows = Directive.objects.filter(kind__in=PLAN_KINDS, concretises__in=sought.refs)
    return Discharge(rows, "date", "organisation_id", low="concretises_id")


def _documents() -> Found:
    """The register's own plans that carry out a higher document, and whatever somebody below carries out already."""
    own = Q(issued_by=F("organisation_id"), kind__in=PLAN_KINDS, concretises__isnull=False)
    followers = Directive.objects.filter(kind__in=PLAN_KINDS, concretises=OuterRef("pk"))
    followed = Q(Exists(followers.exclude(organisation=OuterRef("organisation_id"))))
    return Found(Directive.objects.all(), "organisation_id", "date", "number", usual=own | followed)


def _tasks() -> Found:
    return Found(Task.objects.exclude(status=TaskStatus.CANCELLED), "organisation_id", "due", "title", done="done_on")


def join() -> None:
    """Make this room's kinds known."""
    KINDS.add(
        DutyKind(
            "plan",
            _("Kế hoạch cụ thể hóa"),
            Subject.ORGANISATION,
            (Per.DIRECTIVE,),
            _plans,
            Match.REFERENCE,
            occasions=_documents,
            others=True,
            does="directives:create",
            opens="directives:detail",
        ),
        DutyKind(
            "task",
            _("Nhiệm vụ"),
            Subject.ORGANISATION,
            (Per.RECORD,),
            occasions=_tasks,
            does="directives:task_list",
            opens="directives:task",
            indicator="tasks_assigned",
        ),
    )
