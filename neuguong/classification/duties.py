"""What is owed of yearly ranks: that the organisation has one."""

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS, Discharge, DutyKind, Match, Sought, Subject
from neuguong.campaigns.models import Per
from neuguong.classification.models import Classification


def _ranked(sought: Sought) -> Discharge:
    """The rank is known with its year and not with the day of the decision, so it can't be late."""
    rows = Classification.objects.filter(person__isnull=True, year__range=(sought.start.year, sought.end.year))
    return Discharge(rows, "", "organisation_id", "year", "year")


def join() -> None:
    """Make this room's kinds known."""
    KINDS.add(
        DutyKind(
            "rank",
            _("Xếp loại"),
            Subject.ORGANISATION,
            (Per.YEAR,),
            _ranked,
            Match.YEARS,
            does="classification:create",
            opens="classification:detail",
            indicator="ranked_total",
        )
    )
