"""What was found to discharge duties, laid out so that each duty finds its own."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from neuguong.campaigns.duties.ground import line_of
from neuguong.campaigns.duties.kinds import KINDS, Match
from neuguong.campaigns.duties.rows import Row
from neuguong.campaigns.duties.states import Duty, Mark

Key = tuple[str, int]


class Ledger:
    """Records by kind and by whose duty they can discharge."""

    def __init__(self, hits: Iterable[Row]) -> None:
        self._by_day: dict[Key, list[tuple[dt.date, int]]] = defaultdict(list)
        self._by_years: dict[Key, list[Row]] = defaultdict(list)
        self._by_reference: dict[tuple[str, int, int], list[Mark]] = defaultdict(list)
        for hit in hits:
            kind = KINDS.by_code[hit.kind]
            for who in line_of(hit.text) if kind.from_below else (hit.who,):
                self._enter(kind.match, who, hit)
        for marks in self._by_day.values():
            marks.sort()

    def _enter(self, match: Match, who: int, hit: Row) -> None:
        if match == Match.YEARS:
            self._by_years[hit.kind, who].append(hit)
            return
        if hit.day is not None:
            self._by_day[hit.kind, who].append((hit.day, hit.pk))
        if hit.low is not None:
            self._by_reference[hit.kind, who, hit.low].append((hit.day, hit.pk))

    def marks(self, duty: Duty) -> list[Mark]:
        """Return the day and the key of each record that discharges `duty`."""
        one, who = duty.occasion, duty.person or duty.organisation
        code = one.rule.kind
        if one.owner is not None:
            return [(one.done, one.ref or 0)] if one.done else []
        if one.ref is not None:
            return self._by_reference.get((code, who, one.ref), [])
        if KINDS.by_code[code].match == Match.YEARS:
            found = self._by_years.get((code, who), [])
            return [(hit.day, hit.pk) for hit in found if _meets(hit, one.start.year, one.end.year)]
        days = self._by_day.get((code, who), [])
        first = bisect_left(days, (one.start, 0))
        return list(days[first : bisect_right(days, (one.end, MOST))])


MOST = 2**63


def _meets(hit: Row, first: int, last: int) -> bool:
    low = hit.low or 0
    return low <= last and (hit.high or low) >= first
