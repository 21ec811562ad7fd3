"""Indicators of study, meetings and pressing issues."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from neuguong.activities.models import Attendance, Issue, Presence, Session, SessionKind
from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question, Rate
from neuguong.core.actor import Actor

Parts = Callable[[Question], list[Part]]
_OF_SESSION = "session__organisation"


def _session_line(session: Session, _actor: Actor) -> Line:
    contribution = getattr(session, "adds", 1)
    return Line(
        session.content,
        session.organisation.code,
        session.date,
        "activities.session",
        session.pk,
        contribution,
    )


def _attendance_line(attendance: Attendance, _actor: Actor) -> Line:
    session, person = attendance.session, attendance.person
    title = f"{person.code} · {person.full_name}"
    return Line(
        title,
        session.organisation.code,
        session.date,
        "activities.session",
        session.pk,
        detail=session.content,
    )


def _issue_line(issue: Issue, _actor: Actor) -> Line:
    return Line(
        issue.title,
        issue.organisation.code,
        issue.raised_on,
        "activities.issue",
        issue.pk,
        detail=issue.result,
    )


def _sessions(question: Question, kind: SessionKind) -> QuerySet[Session]:
    span = (question.period.start, question.period.end)
    return Session.objects.filter(kind=kind, date__range=span).select_related("organisation")


def _held(kind: SessionKind) -> Parts:
    return lambda question: [Part(_sessions(question, kind), _session_line, "date")]


def _present(question: Question) -> QuerySet[Attendance]:
    span = (question.period.start, question.period.end)
    return Attendance.objects.filter(
        session__kind=SessionKind.STUDY, session__date__range=span, presence=Presence.PRESENT
    ).select_related("session__organisation", "person")


def _people(question: Question) -> list[Part]:
    return [Part(_present(question), _attendance_line, "session__date", _OF_SESSION, who="person_id")]


def _listed() -> Exists:
    """Whether a session has a list of people, which then prevails over its count."""
    return Exists(Attendance.objects.filter(session=OuterRef("pk")))


def _visits(question: Question) -> list[Part]:
    by_count = _sessions(question, SessionKind.STUDY).filter(~_listed(), present_count__gt=0)
    return [
        Part(_present(question), _attendance_line, "session__date", _OF_SESSION),
        Part(by_count.annotate(adds=F("present_count")), _session_line, "date", amount="adds"),
    ]


def _measured(question: Question) -> QuerySet[Any]:
    """Study sessions of which it is known how many had to attend: as stated, else the length of the list."""
    attendances = Attendance.objects.filter(session=OuterRef("pk")).order_by()
    listed = Subquery(attendances.values("session").annotate(n=Count("pk")).values("n"))
    due = Coalesce(F("due_count"), listed, output_field=IntegerField())
    rows: QuerySet[Any] = _sessions(question, SessionKind.STUDY).annotate(adds=due)
    return rows.filter(adds__gt=0)


def _due(question: Question) -> list[Part]:
    return [Part(_measured(question), _session_line, "date", amount="adds")]


def _attended(question: Question) -> list[Part]:
    """Visits to the sessions of which it is known how many had to attend."""
    measured = _measured(question)
    by_list, by_count = _visits(question)
    listed = by_list.rows.filter(session__in=measured.values("pk"))
    counted = by_count.rows.filter(pk__in=measured.values("pk"))
    return [
        Part(listed, _attendance_line, "session__date", _OF_SESSION),
        Part(counted, _session_line, "date", amount="adds"),
    ]


def _issues(date: str) -> Parts:
    def parts(question: Question) -> list[Part]:
        span = {f"{date}__range": (question.period.start, question.period.end)}
        return [Part(Issue.objects.filter(**span).select_related("organisation"), _issue_line, date)]

    return parts


def _open_issues(question: Question) -> list[Part]:
    """Issues raised by the period's end, whenever that was, and not resolved by then."""
    end = question.period.end
    unresolved = Q(resolved_on__isnull=True) | Q(resolved_on__gt=end)
    rows = Issue.objects.filter(unresolved, raised_on__lte=end).select_related("organisation")
    return [Part(rows, _issue_line, end)]


_INDICATORS = (
    Indicator(
        "study_sessions",
        _("Buổi học tập, quán triệt"),
        _("buổi"),
        _("Số buổi sinh hoạt loại Học tập được tổ chức trong kỳ."),
        _held(SessionKind.STUDY),
    ),
    Indicator(
        "study_people",
        _("Người học tập, quán triệt"),
        _("người"),
        _("Số người có tên trong danh sách có mặt ở ít nhất một buổi học tập trong kỳ; mỗi người tính một lần."),
        _people,
    ),
    Indicator(
        "study_visits",
        _("Lượt học tập, quán triệt"),
        _("lượt"),
        _("Số lượt có mặt ở các buổi học tập trong kỳ: theo danh sách, nếu không có danh sách thì theo số có mặt."),
        _visits,
    ),
    Indicator(
        "study_due",
        _("Lượt phải dự học tập"),
        _("lượt"),
        _("Tổng số phải dự của các buổi học tập trong kỳ đã ghi số phải dự hoặc có danh sách."),
        _due,
        listed=False,
    ),
    Indicator(
        "study_attended",
        _("Lượt có mặt trên số phải dự"),
        _("lượt"),
        _("Số lượt có mặt ở các buổi học tập trong kỳ đã biết số phải dự."),
        _attended,
        listed=False,
    ),
    Rate(
        "study_rate",
        _("Tỷ lệ tham gia học tập, quán triệt"),
        _("Lượt có mặt trên lượt phải dự của các buổi học tập đã biết số phải dự."),
        "study_attended",
        "study_due",
    ),
    Indicator(
        "meetings_thematic",
        _("Buổi sinh hoạt chuyên đề"),
        _("buổi"),
        _("Số buổi sinh hoạt loại Chuyên đề được tổ chức trong kỳ."),
        _held(SessionKind.THEMATIC),
    ),
    Indicator(
        "issues_raised",
        _("Vấn đề bức xúc, nổi cộm được nêu"),
        _("vấn đề"),
        _("Số vấn đề có ngày nêu trong kỳ."),
        _issues("raised_on"),
    ),
    Indicator(
        "issues_resolved",
        _("Vấn đề bức xúc, nổi cộm đã giải quyết"),
        _("vấn đề"),
        _("Số vấn đề có ngày giải quyết trong kỳ."),
        _issues("resolved_on"),
    ),
    Indicator(
        "issues_open",
        _("Vấn đề bức xúc, nổi cộm chưa giải quyết"),
        _("vấn đề"),
        _("Số vấn đề đã nêu mà đến cuối kỳ chưa giải quyết."),
        _open_issues,
        listed=False,
    ),
)


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_INDICATORS)
