"""A look at what an event would do: it is done, measured, and taken back at once."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from neuguong.organisations.models import LifeEvent, LifePart, Organisation, Transfer
from neuguong.organisations.queries.consequences import CONSEQUENCES, Measure, Number, records
from neuguong.organisations.queries.outlasting import Outlasting, outlasting, said
from neuguong.organisations.queries.people import open_transfers
from neuguong.organisations.queries.reaching import Shift, reach_over, shifts
from neuguong.organisations.queries.turns import DAY


@dataclass(frozen=True, slots=True)
class Compared:
    """A number before and after; None where the organisation is not there."""

    group: str
    label: str
    organisation: str
    before: Number
    after: Number
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What becomes of an open transfer: it is withdrawn, or waits on between two places, one of them another."""

    person: str
    origin: str
    target: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The event; what would change, what stays (`records`), who takes part, and how many numbers stay the same.

    `transfers` are the open requests of people that the event would carry on or withdraw, `shifts` the roles that
    would come to reach organisations that are there, or reach them no longer, `left` what bodies that end leave
    behind.
    """

    event: LifeEvent
    parts: list[LifePart]
    changed: list[Compared]
    unchanged: int
    records: list[Measure]
    transfers: list[Waiting]
    shifts: list[Shift]
    left: list[Outlasting]

    @property
    def last(self) -> dt.date:
        """The last day of whoever ends."""
        return self.event.date - DAY

    @property
    def left_said(self) -> str:
        """What is left behind in a sentence's words."""
        return said(self.left, self.last)

    @property
    def main(self) -> list[LifePart]:
        """Those who give, take or change."""
        return [part for part in self.parts if part.role != LifePart.Role.ALONG]

    @property
    def along(self) -> list[LifePart]:
        """Those who only go with another."""
        return [part for part in self.parts if part.role == LifePart.Role.ALONG]


def preview_event(act: Callable[[], object], *, about: Iterable[Organisation], day: dt.date) -> Preview:
    """Return what `act`, one of the actions of this package, would do to `about` and to who takes part.

    Nothing is kept. Raises what the action raises, so a refusal is told before anything is confirmed.
    """
    with transaction.atomic():
        known = {one.pk: one for one in about}
        before = CONSEQUENCES.measure(_read(known), day)
        open_before = open_transfers(known)
        act()
        event = LifeEvent.objects.prefetch_related("parts__organisation__parent").latest("pk")
        parts = list(event.parts.all())
        new = [part.organisation_id for part in parts if part.role == LifePart.Role.INTO]
        after = CONSEQUENCES.measure(_read([*known, *(pk for pk in new if pk not in known)]), day)
        names = _names(known.values())
        compared = _compared(before, after, names)
        transfers = list(_met(open_before))
        left = outlasting([part.organisation for part in parts if part.organisation.until == day - DAY], day - DAY)
        numbers = {part.organisation_id for part in parts}
        reach_after = reach_over(numbers)
        transaction.set_rollback(True)
    reach_before = reach_over(numbers)
    there = set(Organisation.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    own = [part.organisation for part in parts if part.role in (LifePart.Role.FROM, LifePart.Role.SUBJECT)]
    kept = list(records(own))
    changed = _changed(compared)
    moved = shifts(reach_before, frozenset(row for row in reach_after if row[2] in there))
    return Preview(event, parts, changed, len(compared) - len(changed), kept, transfers, moved, left)


def _changed(compared: list[Compared]) -> list[Compared]:
    """Return what changes, group by group; that a body which is founded has none of something yet changes nothing."""
    groups = list(dict.fromkeys((one.group, one.label) for one in compared))
    firsts = list(dict.fromkeys(one.group for one in compared))
    changed = [one for one in compared if (one.before or 0) != (one.after or 0)]
    return sorted(changed, key=lambda one: (firsts.index(one.group), groups.index((one.group, one.label))))


def _met(before: Iterable[Transfer]) -> Iterator[Waiting]:
    """Yield what became of transfers that were open before, where anything did."""
    was = {one.pk: (one.origin_id, one.target_id, one.state) for one in before}
    rows = Transfer.objects.select_related("person", "origin", "target").filter(pk__in=was).order_by("pk")
    for one in rows:
        if (one.origin_id, one.target_id, one.state) != was[one.pk]:
            is_withdrawn = one.state == Transfer.State.WITHDRAWN
            yield Waiting(one.person.full_name, one.origin.name, one.target.name, is_withdrawn)


def _read(numbers: Iterable[int]) -> list[Organisation]:
    found = Organisation.objects.in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]


def _names(known: Iterable[Organisation]) -> dict[str, str]:
    """Return today's name -> the one borne before, so that a renamed body's rows find each other."""
    now = Organisation.objects.in_bulk([one.pk for one in known])
    return {now[one.pk].name: one.name for one in known if one.pk in now}


def _compared(before: list[Measure], after: list[Measure], names: dict[str, str]) -> list[Compared]:
    def key(one: Measure) -> tuple[str, str, str]:
        return one.group, one.label, names.get(one.organisation, one.organisation)

    old = {(one.group, one.label, one.organisation): one.value for one in before}
    new = {key(one): one.value for one in after}
    units = {(one.group, one.label): one.unit for one in (*before, *after)}
    return [Compared(*each, old.get(each), new.get(each), units[each[:2]]) for each in dict.fromkeys([*old, *new])]
