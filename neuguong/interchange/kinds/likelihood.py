"""What can't be true of people in a workbook; the rules are those of `organisations.models.plausible`."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from neuguong.interchange.columns import Column
from neuguong.interchange.context import Context
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import PARTY_MEMBERS
from neuguong.organisations.models.plausible import (
    AHEAD,
    OF_AGE,
    Fault,
    ahead_fault,
    birth_fault,
    earliest_birth,
    joined_early_fault,
    minor_fault,
    outside_fault,
    unborn_fault,
    unended_fault,
)
from neuguong.organisations.rules import is_erased

_TOLD = frozenset({"birth_date", "party_status", "since", "until", "organisation_id", "person_id"})
_PLACED = frozenset({"since", "until", "organisation_id"})


def check(context: Context, row: RowData, values: dict[str, Any], column: Callable[[str], Column]) -> None:
    """Fault what can't be true of `values`, the record as it would stand, unless the row leaves it as it is."""
    if _TOLD.isdisjoint(row.values):
        return
    for fault in _faults(context, row.values, values):
        row.fault(column(fault.field), fault.why, expected=fault.expected, found=fault.found)


def _faults(context: Context, new: dict[str, Any], values: dict[str, Any]) -> Iterator[Fault]:
    birth, since, until = (values.get(name) for name in ("birth_date", "since", "until"))
    name, founded, ended = context.existences.get(values.get("organisation_id") or 0, ("", None, None))
    found = (
        birth_fault(new.get("birth_date"), context.today),
        unborn_fault(birth, since, until),
        ahead_fault(new.get("since"), context.today),
        outside_fault(name, founded, ended, since, until)
        or (None if _PLACED.isdisjoint(new) else unended_fault(name, ended, until)),
    )
    sure = [fault for fault in found if fault is not None]
    yield from sure or filter(None, (_early_fault(context, new, values),))


def _early_fault(context: Context, new: dict[str, Any], values: dict[str, Any]) -> Fault | None:
    """Tell that a Party member is too young, by the sheet of people today too; by any, for the place and its days."""
    birth, place = values.get("birth_date"), values.get("organisation_id")
    if values.get("party_status") not in PARTY_MEMBERS or birth is None:
        return None
    today = minor_fault(birth, context.today) if not {"birth_date", "party_status"}.isdisjoint(new) else None
    early = today or joined_early_fault(birth, values.get("since"), values.get("until"))
    return today or (early if early is not None and place not in context.beside_the_party else None)


def refuse_erased(row: RowData, code: Any, column: Column) -> None:
    """Fault a row about someone erased."""
    if isinstance(code, str) and is_erased(code):
        why = "dữ liệu của người này đã xóa, không ghi thêm gì nữa; bỏ dòng này."
        row.fault(column, why, expected="người còn trong danh sách", found=code)


class Glance:
    """The same of new people column by column, of days as ISO texts: is a row, or a whole block, beyond doubt?"""

    def __init__(self, context: Context, places: dict[str, int]) -> None:
        yesterday = context.today - dt.timedelta(days=1)
        self._first, self._last = earliest_birth(context.today).isoformat(), yesterday.isoformat()
        self._latest = (context.today + AHEAD).isoformat()
        dated = context.existences
        self._dated = {code: _days(*dated[pk][1:]) for code, pk in places.items() if pk in dated}
        self._over = {code for code, (_founded, ended) in self._dated.items() if ended}

    def is_sound(self, birth: str | None, since: str | None, until: str | None, place: str) -> bool:
        """Tell whether nothing of a row is in doubt."""
        founded, ended = self._dated.get(place, ("", ""))
        days = [day for day in (since, until) if day]
        if birth and _of_age(birth) > min(days, default=self._last):
            return False
        if (ended and not until) or (since and since > self._latest):
            return False
        return (not birth or (self._first <= birth <= self._last and all(day >= birth for day in days))) and not any(
            day < founded or (ended and day > ended) for day in days
        )

    def are_sound(self, births: Sequence[Any], sinces: Sequence[Any], places: Sequence[Any]) -> bool:
        """Tell whether nothing of rows without an end is in doubt."""
        known, begun = list(filter(None, births)), list(filter(None, sinces))
        if known and not (self._first <= min(known) and max(known) <= self._last):
            return False
        if known and _of_age(max(known)) > min(begun, default=self._last) and not self._are_of_age(births, sinces):
            return False
        if max(begun, default="") > self._latest:
            return False
        if self._dated.keys().isdisjoint(places):
            return True
        if not self._over.isdisjoint(places):
            return False
        return all(self.is_sound(None, since, None, place) for since, place in zip(sinces, places, strict=True))

    def _are_of_age(self, births: Sequence[Any], sinces: Sequence[Any]) -> bool:
        pairs = zip(births, sinces, strict=True)
        return all(_of_age(birth) <= (since or self._last) for birth, since in pairs if birth)


def _of_age(birth: str) -> str:
    """Return a day on which someone is old enough for the Party, as text; of the 29th of February a later one."""
    return f"{int(birth[:4]) + OF_AGE}{birth[4:] if birth[5:] != '02-29' else '-03-01'}"


def _days(founded: dt.date | None, ended: dt.date | None) -> tuple[str, str]:
    return (founded.isoformat() if founded else "", ended.isoformat() if ended else "")
