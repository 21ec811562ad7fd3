"""What people owe: a commitment each year, a personal plan for the term."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS, Discharge, DutyKind, Match, Sought, Subject
from neuguong.campaigns.models import Per
from neuguong.commitments.models import Commitment


def _signed(sought: Sought) -> Discharge:
    rows = Commitment.objects.filter(
        last_year=F("first_year"),
        first_year__range=(sought.start.year, sought.end.year),
        signed_on__isnull=False,
        person__in=sought.people,
    )
    return Discharge(rows, "signed_on", "person_id", "first_year", "last_year")


def _plans(sought: Sought) -> Discharge:
    rows = Commitment.objects.filter(
        last_year__gt=F("first_year"),
        first_year__lte=sought.end.year,
        last_year__gte=sought.start.year,
        signed_on__isnull=False,
        person__in=sought.people,
    )
    return Discharge(rows, "signed_on", "person_id", "first_year", "last_year")


def join() -> None:
    """Make this room's kinds known."""
    KINDS.add(
        DutyKind(
            "commitment",
            _("Bản cam kết"),
            Subject.PERSON,
            (Per.YEAR,),
            _signed,
            Match.YEARS,
            indicator="commitments_signed",
            does="commitments:create",
            opens="commitments:detail",
        ),
        DutyKind(
            "plan_personal",
            _("Kế hoạch cá nhân"),
            Subject.PERSON,
            (Per.TERM, Per.STAGE),
            _plans,
            Match.YEARS,
            indicator="plans_personal_signed",
            does="commitments:create",
            opens="commitments:detail",
        ),
    )
