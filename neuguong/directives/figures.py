"""Indicators of directives and tasks."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question, Rate
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.directives.models import PLAN_KINDS, Directive, Task, TaskStatus
from neuguong.organisations.models import GRASSROOTS, Organisation
from neuguong.organisations.queries import grassroots_on


def _plan_line(plan: Directive, _actor: Actor) -> Line:
    title = f"{plan.organisation.name}: {plan.kind} {plan.number}"
    return Line(title, plan.organisation.code, plan.date, "directives.directive", plan.pk, detail=plan.abstract)


def _organisation_line(organisation: Organisation, _actor: Actor) -> Line:
    return Line(
        organisation.name,
        organisation.code,
        organisation.since,
        "organisations.organisation",
        organisation.pk,
    )


def _task_line(task: Task, _actor: Actor) -> Line:
    return Line(task.title, task.organisation.code, task.due, "directives.task", task.pk, detail=task.result)


def _plans(question: Question) -> list[Part]:
    """Plans of grassroots organisations that carry out a document in the asked organisation's register."""
    rows = Directive.objects.filter(
        question.whole.of_kind("organisation", "date", GRASSROOTS),
        date__range=(question.period.start, question.period.end),
        kind__in=PLAN_KINDS,
        concretises__organisation=question.organisation,
    )
    return [Part(rows.select_related("organisation"), _plan_line, "date", who="organisation_id")]


def _grassroots_with_plan(question: Question) -> list[Part]:
    """Grassroots organisations of the last day that have a plan: one that was merged meanwhile is in neither."""
    (plans,), (base,) = _plans(question), _grassroots(question)
    with_plan = base.rows.filter(pk__in=plans.rows.order_by().values("organisation_id"))
    return [Part(with_plan, _organisation_line, base.moment, organisation="pk")]


def _grassroots_without_plan(question: Question) -> list[Part]:
    (plans,), (base,) = _plans(question), _grassroots(question)
    without = base.rows.exclude(pk__in=plans.rows.order_by().values("organisation_id"))
    return [Part(without, _organisation_line, base.moment, organisation="pk")]


def _grassroots(question: Question) -> list[Part]:
    end = question.period.end
    return [Part(grassroots_on(question.scope, end), _organisation_line, end, organisation="pk")]


def _tasks(condition: Q) -> Any:
    def parts(question: Question) -> list[Part]:
        rows = Task.objects.filter(condition, due__range=(question.period.start, question.period.end))
        rows = rows.exclude(status=TaskStatus.CANCELLED)
        return [Part(rows.select_related("organisation"), _task_line, "due")]

    return parts


def _late(question: Question) -> list[Part]:
    late = Q(done_on__gt=F("due")) | Q(done_on__isnull=True, due__lt=clock.today())
    parts: list[Part] = _tasks(late)(question)
    return parts


_INDICATORS = (
    Indicator(
        "plans_issued",
        _("Tổ chức cơ sở đảng có kế hoạch cụ thể hóa"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng có kế hoạch ban hành trong kỳ, cụ thể hóa văn bản trong sổ của tổ chức đang xem."),
        _plans,
    ),
    Indicator(
        "grassroots_total",
        _("Tổ chức cơ sở đảng"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng đang hoạt động vào ngày cuối kỳ."),
        _grassroots,
        listed=False,
    ),
    Indicator(
        "grassroots_with_plan",
        _("Tổ chức cơ sở đảng đã có kế hoạch"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng đang hoạt động vào ngày cuối kỳ đã có kế hoạch cụ thể hóa ban hành trong kỳ."),
        _grassroots_with_plan,
        listed=False,
    ),
    Indicator(
        "grassroots_without_plan",
        _("Tổ chức cơ sở đảng chưa có kế hoạch"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng đang hoạt động vào ngày cuối kỳ chưa ban hành kế hoạch cụ thể hóa trong kỳ."),
        _grassroots_without_plan,
        listed=False,
    ),
    Rate(
        "plans_rate",
        _("Tỷ lệ tổ chức cơ sở đảng có kế hoạch"),
        _("Tổ chức cơ sở đảng có kế hoạch cụ thể hóa trên tổng số tổ chức cơ sở đảng vào ngày cuối kỳ."),
        "grassroots_with_plan",
        "grassroots_total",
    ),
    Indicator(
        "tasks_assigned",
        _("Nhiệm vụ được giao"),
        _("nhiệm vụ"),
        _("Số nhiệm vụ có hạn hoàn thành trong kỳ, không kể nhiệm vụ đã hủy."),
        _tasks(Q()),
    ),
    Indicator(
        "tasks_on_time",
        _("Nhiệm vụ hoàn thành đúng hạn"),
        _("nhiệm vụ"),
        _("Số nhiệm vụ có hạn trong kỳ và hoàn thành vào ngày hạn hoặc trước đó."),
        _tasks(Q(done_on__lte=F("due"))),
    ),
    Indicator(
        "tasks_late",
        _("Nhiệm vụ chậm hạn"),
        _("nhiệm vụ"),
        _("Số nhiệm vụ có hạn trong kỳ, hoàn thành sau hạn hoặc đã quá hạn mà chưa hoàn thành."),
        _late,
    ),
)


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_INDICATORS)
