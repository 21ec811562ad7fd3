"""Telling those who owe something that it comes due, or is overdue."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import transaction

from neuguong.campaigns.duties import Duty, Survey, survey
from neuguong.campaigns.duties.reminders import CATCH_UP, MOST, remindable
from neuguong.campaigns.periods import Period
from neuguong.campaigns.telling import DUTY, said_of
from neuguong.core import clock
from neuguong.notices.actions import News, settle, tell
from neuguong.organisations.models import Organisation, Person
from neuguong.organisations.queries.serving import serving
from neuguong.organisations.queries.tree import root
from neuguong.ui.http import at


def remind_of_duties(top: Organisation | None = None) -> int:
    """Tell of everything under `top` whose reminder is reached, once each; return how many notices that is.

    What was told and has been done meanwhile, or need not be done any more, is no longer news.
    """
    top = top or root()
    if top is None:
        return 0
    today = clock.today()
    period = Period(str(today.year), today - dt.timedelta(MOST + CATCH_UP), today + dt.timedelta(MOST))
    found = survey(top, period, today)
    news = list(_news(found))
    still = {_what(duty) for duty in found.duties if duty.is_to_do}
    # The whole tree is read first: nobody else's writing waits for that.
    with transaction.atomic():
        tell(news)
        settle(kind=DUTY.code, still=still, since=period.start)
    return len(news)


def _news(found: Survey) -> Iterator[News]:
    told = list(remindable(found))
    who = _reached([duty for duty, _stage in told])
    for duty, stage in told:
        place = found.places[duty.organisation]
        said = {**said_of(duty, stage, place.name), "what": _what(duty)}
        page = "campaigns:duty_list" if duty.person is None else "portal:today"
        link = at(place.code, str(duty.occasion.due.year), page)
        for account in who.get((duty.organisation, duty.person), []):
            yield News(account, DUTY.code, f"{_what(duty)}:{stage}:{account}", said, link)


def _reached(duties: Iterable[Duty]) -> dict[tuple[int, int | None], list[int]]:
    """Return whom each duty is told to: of an organisation who serves there, of a person the person."""
    pairs = {(duty.organisation, duty.person) for duty in duties}
    served = serving([place for place, person in pairs if person is None])
    accounts = {}
    if any(person is not None for _place, person in pairs):
        rows = Person.objects.filter(account__is_active=True).values_list("pk", "account_id")
        accounts = {pk: account for pk, account in rows if account is not None}
    own = {pair: [accounts[pair[1]]] for pair in pairs if pair[1] in accounts}
    return {**{(place, None): who for place, who in served.items()}, **own}


def _what(duty: Duty) -> str:
    """Return what names a duty; a person's is the same wherever they belong meanwhile."""
    one = duty.occasion
    whose = f":{duty.person}" if duty.person is not None else f"{duty.organisation}:"
    return f"duty:{one.rule.pk}:{one.key}:{whose}"
