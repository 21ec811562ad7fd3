"""What is owed of figures: the returns that were asked for."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS, DutyKind, Found, Subject
from neuguong.campaigns.models import Per
from neuguong.campaigns.periods import parse
from neuguong.reporting.models import Return


def _asked() -> Found:
    rows = Return.objects.filter(due_on__isnull=False)
    return Found(rows, "organisation_id", "due_on", "period", done="sent_on")


def _title(period: str) -> str:
    return _now("Biểu số liệu %(period)s") % {"period": parse(period).label}


def join() -> None:
    """Make this room's kind known."""
    KINDS.add(
        DutyKind(
            "return",
            _("Biểu số liệu"),
            Subject.ORGANISATION,
            (Per.RECORD,),
            occasions=_asked,
            titled=_title,
            does="reporting:return_list",
            opens="reporting:return_list",
        )
    )
