"""From a tally and a due date to what a cell says: a state in words, a tone, how late."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.portal.progress.columns import Column
from neuguong.portal.progress.tallies import Tally
from neuguong.ui.values import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; `late` counts days for what is owed and not there, `owed` tells that it counts."""

    words: str
    tone: Tone
    done: bool = False
    owed: bool = True
    late: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The day as of which the matrix is read; a period that is over is read as of its last day."""

    today: dt.date
    over: bool
    several_years: bool

    def words(self, day: dt.date) -> str:
        """Return a day as the matrix writes it."""
        return day.strftime("%d/%m/%y" if self.several_years else "%d/%m")


def cell(column: Column, tally: Tally, due_people: int, clock: Clock) -> Cell:
    """Return the cell for what is owed in `column`."""
    if column.kind == "commitment":
        return _of_people(column, tally, due_people, clock)
    if column.kind == "meetings":
        return _of_times(column, len(tally.times), clock)
    if tally.first is None:
        return _missing(column, clock)
    return Cell(clock.words(tally.first), "green" if tally.first <= column.due else "amber", done=True)


def _of_people(column: Column, tally: Tally, people: int, clock: Clock) -> Cell:
    if people == 0:
        return Cell(_("không áp dụng"), "grey", owed=False)
    if tally.count == 0:
        return _missing(column, clock)
    words = f"{tally.count}/{people}"
    if tally.count >= people:
        return Cell(words, "green", done=True)
    late = max((clock.today - column.due).days, 0)
    return Cell(words, "amber" if late else "grey", owed=late > 0, late=late)


def _of_times(column: Column, times: int, clock: Clock) -> Cell:
    if times == 0:
        return _missing(column, clock)
    done = times >= column.owed
    words = _("%(times)s/%(owed)s quý") % {"times": min(times, column.owed), "owed": column.owed}
    over = clock.today >= column.due
    return Cell(words, "green" if done else "amber" if over else "grey", done=done, owed=done or over)


def _missing(column: Column, clock: Clock) -> Cell:
    late = (clock.today - column.due).days
    if late < 0 or (late == 0 and not clock.over):
        return Cell(_("đến %(day)s") % {"day": clock.words(column.due)}, "grey", owed=False)
    if clock.over:
        return Cell(_("chưa có"), "red", late=max(late, 1))
    return Cell(_("chậm %(days)s ngày") % {"days": late}, "red" if late > 14 else "amber", late=late)
