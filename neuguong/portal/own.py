"""What concerns the user as a person: their own commitments, year by year."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.campaigns.periods import Period
from neuguong.commitments import rules as commitments
from neuguong.commitments.models import Commitment, Result
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import State


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the user's commitments or plans: words, how it stands, its page."""

    title: str
    state: State
    result: State | None
    href: str


def mine(request: OfficeRequest, period: Period) -> list[Mine]:
    """Return the user's commitments for the years of `period`, and a line for each year without one."""
    person = request.actor.person_id
    if person is None:
        return []
    years = period.years
    span = {"first_year__lte": years[-1], "last_year__gte": years[0]}
    rows = list(commitments.commitments.visible_to(request.actor).filter(person_id=person, **span))
    found = [_told(request, row) for row in rows]
    written = {row.first_year for row in rows if not row.is_plan}
    return [*found, *(_missing(year) for year in years if year not in written)]


def _told(request: OfficeRequest, row: Commitment) -> Mine:
    signed = row.signed_on and _("đã ký %(day)s") % {"day": row.signed_on.strftime("%d/%m/%Y")}
    state = State(signed, "green") if signed else State(_("chưa ký"), "amber")
    met = row.result == Result.MET
    result = State(row.get_result_display(), "green" if met else "amber") if row.result else None
    return Mine(str(row), state, result, perhaps(request, "commitments:detail", row.pk))


def _missing(year: int) -> Mine:
    return Mine(_("Cam kết %(years)s") % {"years": year}, State(_("chưa có"), "amber"), None, "")
