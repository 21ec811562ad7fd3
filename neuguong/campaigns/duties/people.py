"""Who belongs where and what is told of them, as rules about people ask."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from neuguong.campaigns.duties.rows import Row
from neuguong.campaigns.models import DutyRule, Who
from neuguong.core.text import fold
from neuguong.organisations.models import PartyStatus

MEMBER, PAUSE, GROUP, POST = "@member", "@pause", "@group", "@post"
_PARTY = {Who.PARTY: (PartyStatus.OFFICIAL, PartyStatus.PROBATIONARY), Who.OFFICIAL: (PartyStatus.OFFICIAL,)}


class Held(NamedTuple):
    """A membership with what rules ask about."""

    pk: int
    person: int
    organisation: int
    since: dt.date | None
    until: dt.date | None
    main: bool
    head: bool
    party: str


class People:
    """The memberships that were read, the main ones first, and the pauses, groups and posts of their people."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.held: list[Held] = []
        self._paused: dict[int, list[Row]] = defaultdict(list)
        self._says: dict[tuple[str, int], set[str]] = defaultdict(set)
        for row in rows:
            if row.kind == MEMBER:
                self.held.append(_held(row))
            elif row.kind == PAUSE:
                self._paused[row.who].append(row)
            else:
                self._says[row.kind, row.who].add(fold(row.text) if row.kind == POST else row.text)
        self.held.sort(key=lambda one: (not one.main, one.pk))

    def owes(self, rule: DutyRule, one: Held, day: dt.date) -> bool:
        """Tell whether the rule is for this person on `day`; not for who is exempt or suspended then."""
        if rule.who == Who.HEADS and not one.head:
            return False
        if rule.who in _PARTY and one.party not in _PARTY[Who(rule.who)]:
            return False
        if rule.person_group and rule.person_group not in self._says.get((GROUP, one.person), ()):
            return False
        if rule.post and fold(rule.post) not in self._says.get((POST, one.pk), ()):
            return False
        return not any(on(pause.day, pause.last, day) for pause in self._paused.get(one.person, ()))


def on(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    """Tell whether `day` lies from `since` to `until`, both included; an empty end is open."""
    return (since is None or since <= day) and (until is None or day <= until)


def _held(row: Row) -> Held:
    flags = row.high or 0
    return Held(row.pk, row.who, row.low or 0, row.day, row.last, flags >= 2, bool(flags % 2), row.text)
