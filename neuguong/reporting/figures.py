"""Indicators of returns."""

from collections.abc import Callable

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question
from neuguong.campaigns.periods import parse
from neuguong.core.actor import Actor
from neuguong.reporting.models import Return


def _line(row: Return, _actor: Actor) -> Line:
    title = f"{row.organisation.name}: {parse(row.period).label}"
    return Line(title, row.organisation.code, row.sent_on, "reporting.return", row.pk)


def _owed(condition: Q) -> Callable[[Question], list[Part]]:
    """Return the parts of a count of returns whose period lies in the one asked about."""

    def parts(question: Question) -> list[Part]:
        period = question.period
        rows = Return.objects.filter(condition, due_on__isnull=False, start__gte=period.start, end__lte=period.end)
        return [Part(rows.select_related("organisation"), _line, "end")]

    return parts


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(
        Indicator(
            "returns_due",
            _("Biểu số liệu phải gửi"),
            _("biểu"),
            _("Số biểu số liệu đã được yêu cầu cho các kỳ nằm trong kỳ đang xem."),
            _owed(Q()),
        ),
        Indicator(
            "returns_on_time",
            _("Biểu số liệu gửi đúng hạn"),
            _("biểu"),
            _("Số biểu số liệu đã gửi vào ngày hạn hoặc trước đó."),
            _owed(Q(sent_on__lte=F("due_on"))),
        ),
    )
