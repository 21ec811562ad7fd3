"""What is owed of models and exemplars: that some are registered."""

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS, Discharge, DutyKind, Sought, Subject
from neuguong.campaigns.duties.kinds import CALENDAR
from neuguong.initiatives.models import Exemplar, Initiative


def _models(sought: Sought) -> Discharge:
    rows = Initiative.objects.filter(registered_on__range=(sought.start, sought.end))
    return Discharge(rows, "registered_on", "organisation_id")


def _exemplars(sought: Sought) -> Discharge:
    rows = Exemplar.objects.filter(registered_on__range=(sought.start, sought.end))
    return Discharge(rows, "registered_on", "organisation_id")


def join() -> None:
    """Make this room's kinds known."""
    KINDS.add(
        DutyKind(
            "model",
            _("Đăng ký mô hình"),
            Subject.ORGANISATION,
            CALENDAR,
            _models,
            from_below=True,
            does="initiatives:create",
            opens="initiatives:detail",
            indicator="models_registered",
        ),
        DutyKind(
            "exemplar",
            _("Đăng ký điển hình"),
            Subject.ORGANISATION,
            CALENDAR,
            _exemplars,
            from_below=True,
            does="initiatives:exemplar_create",
            opens="initiatives:exemplar",
            indicator="exemplars_registered",
        ),
    )
