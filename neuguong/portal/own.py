"""What concerns the user as a person: their own commitments and plans, and those that they still owe."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.campaigns.duties import Duty, DutyState, Survey, of_person, title
from neuguong.campaigns.standpoint import Standpoint
from neuguong.commitments import rules as commitments
from neuguong.commitments.models import Commitment, Result
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import State, date


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the user's commitments or plans: words, how it stands, its page."""

    title: str
    state: State
    result: State | None
    href: str


def mine(request: OfficeRequest, place: Standpoint, found: Survey | None) -> list[Mine]:
    """Return the user's commitments for the years of the period, and what they owe besides.

    `found`: a survey of the place, where there is one already; else the person alone is asked about.
    """
    person = request.actor.person_id
    if person is None:
        return []
    years = place.period.years
    span = {"first_year__lte": years[-1], "last_year__gte": years[0]}
    rows = list(commitments.commitments.visible_to(request.actor).filter(person_id=person, **span))
    return [*(_told(request, row) for row in rows), *map(_missing, _owed(person, place, found))]


def _owed(person: int, place: Standpoint, found: Survey | None) -> Sequence[Duty]:
    if found is None:
        found = of_person(person, place.organisation, place.period)
    return [duty for duty in found.duties if duty.person == person and duty.is_to_do]


def _told(request: OfficeRequest, row: Commitment) -> Mine:
    signed = row.signed_on and _("đã ký %(day)s") % {"day": row.signed_on.strftime("%d/%m/%Y")}
    state = State(signed, "green") if signed else State(_("chưa ký"), "amber")
    met = row.result == Result.MET
    result = State(row.get_result_display(), "green" if met else "amber") if row.result else None
    return Mine(str(row), state, result, perhaps(request, "commitments:detail", row.pk))


def _missing(duty: Duty) -> Mine:
    late = duty.state == DutyState.LATE
    words = _("quá hạn từ %(day)s") if late else _("đến %(day)s")
    return Mine(
        title(duty.occasion), State(words % {"day": date(duty.occasion.due)}, "amber" if late else "grey"), None, ""
    )
