"""Duties as lines, for whoever may be told whose they are."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties.states import Duty, DutyState
from neuguong.campaigns.duties.survey import Survey
from neuguong.campaigns.duties.titles import title
from neuguong.campaigns.rules import names_people
from neuguong.core.actor import Actor
from neuguong.organisations.models import Person
from neuguong.organisations.rules import in_use
from neuguong.ui.values import State, Tone, Words

STATES: dict[DutyState, tuple[Words, Tone]] = {
    DutyState.OPEN: (_("chưa đến hạn"), "grey"),
    DutyState.LATE: (_("quá hạn"), "red"),
    DutyState.MET: (_("đúng hạn"), "green"),
    DutyState.MET_LATE: (_("xong muộn"), "amber"),
    DutyState.EXCUSED: (_("được miễn"), "grey"),
    DutyState.NOT_APPLICABLE: (_("không áp dụng"), "grey"),
}
# Beyond so many keys all people are read, rather than each asked for by key.
_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Line:
    """A duty in words; `person` is a code and `name` the name, both empty where an organisation owes."""

    duty: Duty
    title: str
    organisation: str
    place: str
    person: str = ""
    name: str = ""

    @property
    def due(self) -> dt.date:
        """Its due day."""
        return self.duty.occasion.due

    @property
    def words(self) -> str:
        """The state in words."""
        return str(STATES[self.duty.state][0])

    @property
    def state(self) -> State:
        """The state as a word on its ground."""
        return State(*STATES[self.duty.state])


def told_to(actor: Actor, found: Survey) -> list[Duty]:
    """Return the duties that `actor` may be told one by one, by due day; of people to those who keep them.

    People whose data is restricted are named to nobody; one query, where people owe.
    """
    told = [one for one in found.duties if one.person in (None, actor.person_id) or names_people(actor, one.path)]
    named = {one.person for one in told if one.person is not None}
    if named and not actor.reach_all:
        withheld = set(Person.objects.exclude(in_use()).values_list("pk", flat=True)) - {actor.person_id}
        told = [one for one in told if one.person not in withheld]
    places = found.places
    return sorted(told, key=lambda one: (one.occasion.due, places[one.organisation].code, one.person or 0))


def lines(duties: list[Duty], found: Survey) -> list[Line]:
    """Return duties as lines; one query, where people owe."""
    people = _people({one.person for one in duties if one.person is not None})
    return [_line(one, found, people) for one in duties]


def _line(one: Duty, found: Survey, people: dict[int, tuple[str, str]]) -> Line:
    place = found.places[one.organisation]
    code, name = people.get(one.person, ("", "")) if one.person is not None else ("", "")
    return Line(one, title(one.occasion), place.code, place.name, code, name)


def _people(keys: set[int]) -> dict[int, tuple[str, str]]:
    if not keys:
        return {}
    rows = Person.objects.all() if len(keys) > _AT_ONCE else Person.objects.filter(pk__in=keys)
    return {pk: (code, name) for pk, code, name in rows.values_list("pk", "code", "full_name").iterator() if pk in keys}
