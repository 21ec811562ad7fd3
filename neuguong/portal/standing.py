"""Where a user stands when the address does not say it: the last place of the session, else home."""

import datetime as dt

from django.http import HttpRequest

from neuguong.campaigns import periods
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries.stages import stages
from neuguong.campaigns.standpoint import Standpoint
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible, Refusal
from neuguong.directives.models import Directive
from neuguong.initiatives.models import Initiative
from neuguong.organisations import rules
from neuguong.organisations.models import Organisation

REMEMBERED = "place"


def usual(request: HttpRequest, actor: Actor) -> Standpoint:
    """Return where the session stood last, or the actor's main organisation and the usual period."""
    code, period = request.session.get(REMEMBERED, ("", ""))
    found = rules.visible_to(actor).filter(code=code).first() if code else None
    return Standpoint(found or home(actor), periods.parse(period) if period else usual_period())


def remember(request: HttpRequest, place: Standpoint) -> None:
    """Keep the place for the next sign-in or for pages that have none in their address."""
    now = [place.organisation.code, place.period.code]
    if request.session.get(REMEMBERED) != now:
        request.session[REMEMBERED] = now


def home(actor: Actor) -> Organisation:
    """Return the highest organisation that the actor serves; raises NotVisible where there is none."""
    found = served(actor)
    if not found:
        raise NotVisible("Đồng chí chưa được phân quyền tại tổ chức nào. Đề nghị liên hệ Văn phòng cấp ủy.")
    return found[0]


def served(actor: Actor, known: Organisation | None = None) -> list[Organisation]:
    """Return the organisations where the actor holds a role, the highest first; `known` may save asking."""
    held = {grant.organisation_id for grant in actor.grants}
    if known and held == {known.pk}:
        return [known]
    return sorted(
        rules.visible_to(actor).filter(pk__in=held),
        key=lambda organisation: (organisation.path.count("."), organisation.sort_key),
    )


def usual_period() -> Period:
    """Return the stage of today; else this year, unless only an earlier stage holds records."""
    today = clock.today()
    known = []
    for stage in stages():
        try:
            known.append(periods.parse(stage.code))
        except Refusal:
            continue
    year = periods.parse(str(today.year))
    current = [period for period in known if period.start <= today <= period.end]
    if current or not known or _holds_records(year.start, year.end):
        return current[0] if current else year
    return next((period for period in known if _holds_records(period.start, period.end)), year)


def _holds_records(start: dt.date, end: dt.date) -> bool:
    span = (start, end)
    return (
        Commitment.objects.filter(first_year__lte=end.year, last_year__gte=start.year).exists()
        or Directive.objects.filter(date__range=span).exists()
        or Initiative.objects.filter(registered_on__range=span).exists()
    )
