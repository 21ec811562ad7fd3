"""What is owed of study, meetings and pressing issues."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.activities.models import Issue, Session, SessionKind
from neuguong.campaigns.duties import KINDS, Discharge, DutyKind, Found, Sought, Subject
from neuguong.campaigns.duties.kinds import CALENDAR
from neuguong.campaigns.models import Per
from neuguong.directives.models import Directive

# The types of documents that are studied by themselves; others where a rule names them.
STUDIED = ("Nghị quyết", "Chỉ thị", "Kết luận", "Quy định")


def _held(kind: SessionKind) -> Callable[[Sought], Discharge]:
    def discharged(sought: Sought) -> Discharge:
        when = Q(date__range=(sought.start, sought.end)) | Q(directive__in=sought.refs)
        return Discharge(Session.objects.filter(when, kind=kind), "date", "organisation_id", low="directive_id")

    return discharged


def _issues(sought: Sought) -> Discharge:
    rows = Issue.objects.filter(raised_on__range=(sought.start, sought.end))
    return Discharge(rows, "raised_on", "organisation_id")


def _studied() -> Found:
    return Found(Directive.objects.all(), "organisation_id", "date", "number", usual=Q(kind__in=STUDIED))


_KINDS = (
    DutyKind(
        "study",
        _("Học tập, quán triệt"),
        Subject.ORGANISATION,
        (*CALENDAR, Per.DIRECTIVE),
        _held(SessionKind.STUDY),
        occasions=_studied,
        indicator="study_sessions",
        from_below=True,
        does="activities:create",
        opens="activities:detail",
    ),
    DutyKind(
        "meeting_thematic",
        _("Sinh hoạt chuyên đề"),
        Subject.ORGANISATION,
        CALENDAR,
        _held(SessionKind.THEMATIC),
        indicator="meetings_thematic",
        from_below=True,
        does="activities:create",
        opens="activities:detail",
    ),
    DutyKind(
        "issue",
        _("Vấn đề bức xúc, nổi cộm"),
        Subject.ORGANISATION,
        CALENDAR,
        _issues,
        from_below=True,
        does="activities:issue_create",
        opens="activities:issue",
        indicator="issues_raised",
    ),
)


def join() -> None:
    """Make this room's kinds known."""
    KINDS.add(*_KINDS)
