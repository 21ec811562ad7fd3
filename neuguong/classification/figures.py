"""Indicators of the yearly ranks of organisations."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question
from neuguong.classification.models import Classification, Rank
from neuguong.core.actor import Actor

Parts = Callable[[Question], list[Part]]


def _line(row: Classification, _actor: Actor) -> Line:
    title = f"{row.organisation.name}: {row.get_decided_display()} {row.year}"
    return Line(title, row.organisation.code, None, "classification.classification", row.pk)


def _ranked(*ranks: Rank) -> Parts:
    """Return the parts of a count of organisations; a rank falls into a period by its year."""

    def parts(question: Question) -> list[Part]:
        rows = Classification.objects.filter(person__isnull=True, decided__in=ranks).select_related("organisation")
        years = question.period.years
        return [Part(rows.filter(year=year), _line, question.period.year_end(year)) for year in years]

    return parts


_INDICATORS = (
    Indicator(
        "ranked_excellent",
        _("Tổ chức hoàn thành xuất sắc nhiệm vụ"),
        _("tổ chức"),
        _("Số lượt tổ chức được quyết định mức hoàn thành xuất sắc nhiệm vụ, theo năm xếp loại."),
        _ranked(Rank.EXCELLENT),
    ),
    Indicator(
        "ranked_good",
        _("Tổ chức hoàn thành tốt nhiệm vụ"),
        _("tổ chức"),
        _("Số lượt tổ chức được quyết định mức hoàn thành tốt nhiệm vụ, theo năm xếp loại."),
        _ranked(Rank.GOOD),
    ),
    Indicator(
        "ranked_completed",
        _("Tổ chức hoàn thành nhiệm vụ"),
        _("tổ chức"),
        _("Số lượt tổ chức được quyết định mức hoàn thành nhiệm vụ, theo năm xếp loại."),
        _ranked(Rank.COMPLETED),
    ),
    Indicator(
        "ranked_failed",
        _("Tổ chức không hoàn thành nhiệm vụ"),
        _("tổ chức"),
        _("Số lượt tổ chức được quyết định mức không hoàn thành nhiệm vụ, theo năm xếp loại."),
        _ranked(Rank.FAILED),
    ),
    Indicator(
        "ranked_total",
        _("Tổ chức được xếp loại"),
        _("tổ chức"),
        _("Số lượt tổ chức đã có mức xếp loại được quyết định, theo năm xếp loại."),
        _ranked(*Rank),
    ),
)


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_INDICATORS)
