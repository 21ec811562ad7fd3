"""From duties to what a cell says: a state in words, a tone, how late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.campaigns.duties import Duty, DutyState, numbers
from neuguong.portal.progress.columns import Column
from neuguong.ui.values import Tone

# Days after which what is missing is red.
_LONG = 14


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; `late` counts days for what is owed and not there, `to_do` that something still is."""

    words: str
    tone: Tone
    done: bool = False
    to_do: bool = False
    late: int = 0
    href: str = ""
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """The day as of which the matrix is read, and whether the period was over by then."""

    as_of: dt.date
    over: bool
    several_years: bool

    def words(self, day: dt.date) -> str:
        """Return a day as the matrix writes it."""
        return day.strftime("%d/%m/%y" if self.several_years else "%d/%m")


def cell(column: Column, duties: Sequence[Duty], clock: Clock) -> Cell:
    """Return the cell for duties of one row and column."""
    if not duties:
        return Cell(_("không áp dụng"), "grey")
    if len(duties) == 1 and not column.of_people:
        return _one(duties[0], clock)
    counted = numbers(duties)
    asked = counted.due + counted.open
    if not asked:
        return Cell(_("được miễn") if counted.excused else _("không áp dụng"), "grey")
    late = max(duty.late_days(clock.as_of) for duty in duties)
    if not counted.done:
        due = max(duty.occasion.due for duty in duties if duty.is_to_do)
        return _missing(due, late, clock)
    words = f"{counted.done}/{asked}"
    if counted.done == asked:
        return Cell(words, "amber" if counted.met_late == asked else "green", done=True)
    return Cell(words, "amber" if late else "grey", to_do=True, late=late)


def _one(duty: Duty, clock: Clock) -> Cell:
    if duty.is_met:
        words = clock.words(duty.day) if duty.day else _("đã có")
        tone: Tone = "green" if duty.state == DutyState.MET else "amber"
        return Cell(words, tone, done=True, record=duty.record)
    if duty.is_to_do:
        return _missing(duty.occasion.due, duty.late_days(clock.as_of), clock)
    return Cell(_("được miễn") if duty.state == DutyState.EXCUSED else _("không áp dụng"), "grey")


def _missing(due: dt.date, late: int, clock: Clock) -> Cell:
    if not late:
        return Cell(_("đến %(day)s") % {"day": clock.words(due)}, "grey", to_do=True)
    if clock.over:
        return Cell(_("chưa có"), "red", to_do=True, late=late)
    return Cell(_("chậm %(days)s ngày") % {"days": late}, "red" if late > _LONG else "amber", to_do=True, late=late)
