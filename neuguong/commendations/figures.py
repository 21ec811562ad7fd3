"""Indicators of the commendation funnel."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question
from neuguong.commendations.models import Award, Nomination, Subject, Target
from neuguong.core.actor import Actor

Parts = Callable[[Question], list[Part]]


def _award_line(award: Award, _actor: Actor) -> Line:
    detail = " · ".join(filter(None, (award.form, award.body, award.decision_number)))
    return Line(award.name, award.organisation.code, award.decided_on, "commendations.award", award.pk, detail=detail)


def _nomination_line(nomination: Nomination, _actor: Actor) -> Line:
    organisation = nomination.organisation.code
    return Line(
        nomination.name,
        organisation,
        nomination.nominated_on,
        "commendations.nomination",
        nomination.pk,
        detail=nomination.form,
    )


def _awards(question: Question, subject: Subject) -> QuerySet[Award]:
    span = (question.period.start, question.period.end)
    return Award.objects.filter(subject=subject, counted_on__range=span).select_related("organisation")


def _awarded(subject: Subject) -> Parts:
    """Awards by the organisation asked about."""

    def parts(question: Question) -> list[Part]:
        rows = _awards(question, subject).filter(body_organisation=question.organisation)
        return [Part(rows, _award_line, "counted_on")]

    return parts


def _commended(subject: Subject) -> Parts:
    """Awards by bodies below the organisation asked about, in the structure that the question reads."""

    def parts(question: Question) -> list[Part]:
        below = question.whole.records("body_organisation", "counted_on")
        rows = _awards(question, subject).filter(below).exclude(body_organisation=question.organisation)
        return [Part(rows, _award_line, "counted_on")]

    return parts


def _nominated(subject: Subject, target: Target) -> Parts:
    def parts(question: Question) -> list[Part]:
        span = (question.period.start, question.period.end)
        rows = Nomination.objects.filter(subject=subject, target=target, counted_on__range=span)
        return [Part(rows.select_related("organisation"), _nomination_line, "counted_on")]

    return parts


_COLLECTIVES, _PEOPLE = _("tập thể"), _("cá nhân")
_INDICATORS = (
    Indicator(
        "commended_grassroots_collectives",
        _("Tập thể được cơ sở, đoàn thể khen"),
        _COLLECTIVES,
        _("Số khen thưởng tập thể trong kỳ do các tổ chức cấp dưới của tổ chức đang xem quyết định."),
        _commended(Subject.COLLECTIVE),
    ),
    Indicator(
        "commended_grassroots_people",
        _("Cá nhân được cơ sở, đoàn thể khen"),
        _PEOPLE,
        _("Số khen thưởng cá nhân trong kỳ do các tổ chức cấp dưới của tổ chức đang xem quyết định."),
        _commended(Subject.PERSON),
    ),
    Indicator(
        "nominated_collectives",
        _("Tập thể được đề nghị cấp trên khen"),
        _COLLECTIVES,
        _("Số đề nghị khen thưởng tập thể gửi cấp trên trong kỳ."),
        _nominated(Subject.COLLECTIVE, Target.UPPER),
    ),
    Indicator(
        "nominated_people",
        _("Cá nhân được đề nghị cấp trên khen"),
        _PEOPLE,
        _("Số đề nghị khen thưởng cá nhân gửi cấp trên trong kỳ."),
        _nominated(Subject.PERSON, Target.UPPER),
    ),
    Indicator(
        "awarded_collectives",
        _("Tập thể được tổ chức đang xem khen"),
        _COLLECTIVES,
        _("Số khen thưởng tập thể trong kỳ do chính tổ chức đang xem quyết định."),
        _awarded(Subject.COLLECTIVE),
        own_only=True,
    ),
    Indicator(
        "awarded_people",
        _("Cá nhân được tổ chức đang xem khen"),
        _PEOPLE,
        _("Số khen thưởng cá nhân trong kỳ do chính tổ chức đang xem quyết định."),
        _awarded(Subject.PERSON),
        own_only=True,
    ),
    Indicator(
        "proposed_province_collectives",
        _("Tập thể được đề nghị tỉnh khen"),
        _COLLECTIVES,
        _("Số đề nghị khen thưởng tập thể gửi cấp tỉnh trong kỳ."),
        _nominated(Subject.COLLECTIVE, Target.PROVINCE),
    ),
    Indicator(
        "proposed_province_people",
        _("Cá nhân được đề nghị tỉnh khen"),
        _PEOPLE,
        _("Số đề nghị khen thưởng cá nhân gửi cấp tỉnh trong kỳ."),
        _nominated(Subject.PERSON, Target.PROVINCE),
    ),
    Indicator(
        "proposed_central_collectives",
        _("Tập thể được đề nghị Trung ương khen"),
        _COLLECTIVES,
        _("Số đề nghị khen thưởng tập thể gửi Trung ương trong kỳ."),
        _nominated(Subject.COLLECTIVE, Target.CENTRAL),
    ),
    Indicator(
        "proposed_central_people",
        _("Cá nhân được đề nghị Trung ương khen"),
        _PEOPLE,
        _("Số đề nghị khen thưởng cá nhân gửi Trung ương trong kỳ."),
        _nominated(Subject.PERSON, Target.CENTRAL),
    ),
)


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_INDICATORS)
