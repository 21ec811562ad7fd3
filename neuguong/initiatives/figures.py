"""Indicators of models and exemplars."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Describe, Indicator, Line, Part, Question
from neuguong.core.actor import Actor
from neuguong.initiatives.models import Exemplar, Initiative, Level


def _initiative_line(initiative: Initiative, _actor: Actor) -> Line:
    organisation = initiative.organisation.code
    return Line(
        initiative.name,
        organisation,
        initiative.registered_on,
        "initiatives.initiative",
        initiative.pk,
        detail=initiative.code,
    )


def _exemplar_line(exemplar: Exemplar, _actor: Actor) -> Line:
    organisation = exemplar.organisation.code
    return Line(
        exemplar.name,
        organisation,
        exemplar.registered_on,
        "initiatives.exemplar",
        exemplar.pk,
        detail=exemplar.merit,
    )


def _dated(
    model: type[Model], describe: Describe, date: str = "registered_on", condition: Q | None = None
) -> Callable[[Question], list[Part]]:
    def parts(question: Question) -> list[Part]:
        span = {f"{date}__range": (question.period.start, question.period.end)}
        rows: Any = model._default_manager.filter(condition or Q(), **span)
        return [Part(rows.select_related("organisation"), describe, date)]

    return parts


_INDICATORS = (
    Indicator(
        "models_registered",
        _("Mô hình đăng ký"),
        _("mô hình"),
        _("Số mô hình có ngày đăng ký trong kỳ."),
        _dated(Initiative, _initiative_line),
    ),
    Indicator(
        "models_registered_province",
        _("Mô hình đăng ký cấp tỉnh"),
        _("mô hình"),
        _("Số mô hình đăng ký ở cấp tỉnh, có ngày đăng ký trong kỳ."),
        _dated(Initiative, _initiative_line, condition=Q(level=Level.PROVINCE)),
    ),
    Indicator(
        "models_recognised",
        _("Mô hình được công nhận"),
        _("mô hình"),
        _("Số mô hình có ngày công nhận trong kỳ."),
        _dated(Initiative, _initiative_line, date="recognised_on"),
    ),
    Indicator(
        "models_adopted",
        _("Mô hình nhân rộng"),
        _("mô hình"),
        _("Số mô hình đăng ký trong kỳ, nhân rộng từ mô hình của tổ chức khác."),
        _dated(Initiative, _initiative_line, condition=Q(adopted_from__isnull=False)),
    ),
    Indicator(
        "exemplars_registered",
        _("Điển hình đăng ký"),
        _("điển hình"),
        _("Số điển hình tiên tiến có ngày đăng ký trong kỳ."),
        _dated(Exemplar, _exemplar_line),
    ),
    Indicator(
        "exemplars_registered_province",
        _("Điển hình đăng ký cấp tỉnh"),
        _("điển hình"),
        _("Số điển hình tiên tiến đăng ký ở cấp tỉnh, có ngày đăng ký trong kỳ."),
        _dated(Exemplar, _exemplar_line, condition=Q(level=Level.PROVINCE)),
    ),
)


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_INDICATORS)
