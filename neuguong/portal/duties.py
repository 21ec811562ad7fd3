"""Duties as lines, for whoever may be told whose they are."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import DutyState, Survey, title
from neuguong.campaigns.rules import names_people
from neuguong.core.actor import Actor
from neuguong.organisations.models import Organisation, Person
from neuguong.organisations.rules import in_use

WORDS: dict[DutyState, str | Promise] = {
    DutyState.OPEN: _("chưa đến hạn"),
    DutyState.LATE: _("quá hạn"),
    DutyState.MET: _("đúng hạn"),
    DutyState.MET_LATE: _("xong muộn"),
    DutyState.EXCUSED: _("được miễn"),
    DutyState.NOT_APPLICABLE: _("không áp dụng"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A duty in words; `organisation` and `person` are codes, the person's empty where an organisation owes."""

    title: str
    organisation: str
    person: str
    due: dt.date
    state: DutyState
    record: int | None

    @property
    def words(self) -> str:
        """The state in words."""
        return str(WORDS[self.state])


def lines(actor: Actor, found: Survey) -> list[Line]:
    """Return the duties that `actor` may be told one by one, by due day; of people only to those who keep them.

    Two queries beside the survey's.
    """
    told = [duty for duty in found.duties if duty.person in (None, actor.person_id) or names_people(actor, duty.path)]
    places = dict(Organisation.objects.filter(path__under=found.place.path).values_list("pk", "code"))
    missing = {duty.organisation for duty in told} - places.keys()
    if missing:
        places |= dict(Organisation.objects.filter(pk__in=missing).values_list("pk", "code"))
    people = _people(actor, found) if any(duty.person for duty in told) else {}
    told.sort(key=lambda duty: (duty.occasion.due, places[duty.organisation]))
    return [
        Line(
            title(duty.occasion),
            places[duty.organisation],
            people[duty.person] if duty.person else "",
            duty.occasion.due,
            duty.state,
            duty.record,
        )
        for duty in told
        if duty.person is None or duty.person in people
    ]


def _people(actor: Actor, found: Survey) -> dict[int, str]:
    """Return the codes of the people whom the survey names, save those whose data is restricted."""
    rows = Person.objects.all() if actor.reach_all else Person.objects.filter(in_use())
    ids = {duty.person for duty in found.duties if duty.person is not None}
    if len(ids) > _AT_ONCE:
        return {pk: code for pk, code in rows.values_list("pk", "code").iterator() if pk in ids}
    return dict(rows.filter(pk__in=ids).values_list("pk", "code"))


# Beyond so many keys all people are read, rather than each asked for by key.
_AT_ONCE = 900
