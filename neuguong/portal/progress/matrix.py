"""The matrix put together: rows by lateness, each cell with its state and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from neuguong.campaigns.periods import Period
from neuguong.core import clock as time
from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.models import GRASSROOTS, Group, Organisation
from neuguong.organisations.queries.tree import existing_on
from neuguong.portal.progress.cells import Cell, Clock, cell
from neuguong.portal.progress.columns import Column, columns
from neuguong.portal.progress.tallies import Key, Tally, tallies
from neuguong.ui.http import at
from neuguong.ui.values import State, Tone


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation with its cells, in the order of the columns; `over`: the period has ended."""

    organisation: Organisation
    pairs: list[tuple[Column, Cell]]
    over: bool

    @property
    def cells(self) -> list[Cell]:
        """The cells alone."""
        return [cell for _column, cell in self.pairs]

    @property
    def done(self) -> int:
        """How many of the things owed by now are there."""
        return sum(cell.done for cell in self.cells)

    @property
    def owed(self) -> int:
        """How many things are owed by now."""
        return sum(cell.done or cell.owed for cell in self.cells)

    @property
    def late(self) -> int:
        """How many of them are missing or incomplete."""
        return self.owed - self.done

    @property
    def missing(self) -> int:
        """How many are not there at all."""
        return sum(cell.tone == "red" for cell in self.cells)

    @property
    def state(self) -> State:
        """What the row says in a word."""
        if not self.late:
            return State(_("đủ việc đến hạn"), "green")
        tone: Tone = "red" if self.missing else "amber"
        if self.over:
            return State(_("còn %(count)s việc") % {"count": self.late}, tone)
        return State(_("%(count)s việc, chậm %(days)s ngày") % {"count": self.late, "days": self.days}, tone)

    @property
    def days(self) -> int:
        """The longest lateness, in days."""
        return max((cell.late for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns and rows, the latest organisation first."""

    columns: list[Column]
    rows: list[Row]

    @property
    def groups(self) -> list[Group]:
        """The groups of the rows, to filter by."""
        found = {row.organisation.group for row in self.rows if row.organisation.group}
        return sorted(found, key=lambda group: group.name)

    @property
    def headings(self) -> list[tuple[str, int]]:
        """What neighbouring columns have in common, and how many they are."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found

    @property
    def late(self) -> list[Row]:
        """The organisations that owe something past its date."""
        return [row for row in self.rows if row.late]

    @property
    def done(self) -> int:
        """How many of the things owed by now are there, over all rows."""
        return sum(row.done for row in self.rows)

    @property
    def owed(self) -> int:
        """How many things are owed by now, over all rows."""
        return sum(row.owed for row in self.rows)

    def only(self, rows: Sequence[Row]) -> "Matrix":
        """Return the same with some of the rows."""
        return replace(self, rows=list(rows))


def matrix(actor: Actor, place: Organisation, period: Period) -> Matrix:
    """Return what those at the base below `place`, or right below it, owe in `period`; four queries."""
    found = _matrix(place, period, _below(actor, place, period), place)
    return found.only(sorted(found.rows, key=lambda row: (-row.late, -row.days, row.organisation.sort_key)))


def own(place: Organisation, period: Period) -> Matrix:
    """Return what `place` itself owes to the one above it, as a matrix of one row; three queries."""
    return _matrix(place.parent or place, period, [place], place)


def _matrix(asking: Organisation, period: Period, rows: Sequence[Organisation], place: Organisation) -> Matrix:
    today = time.today()
    clock = Clock(min(today, period.end), over=period.end < today, several_years=len(period.years) > 1)
    owed = columns(asking, period)
    found = tallies(place, period, owed, rows) if rows else {}
    pairs = ((one, [(column, _cell(column, one, found, clock, period)) for column in owed]) for one in rows)
    return Matrix(owed, [Row(one, cells, clock.over) for one, cells in pairs])


def _below(actor: Actor, place: Organisation, period: Period) -> Sequence[Organisation]:
    rows = rules.visible_to(actor).filter(existing_on(period.end), path__under=place.path)
    below = rows.filter(parent=place) if place.is_grassroots else rows.filter(kind__in=GRASSROOTS)
    return list(below.exclude(pk=place.pk).select_related("group"))


def _cell(column: Column, one: Organisation, found: dict[Key, Tally], clock: Clock, period: Period) -> Cell:
    tally = found.get((column.kind, column.key, one.pk), Tally())
    people = found.get(("due", column.key, one.pk), Tally()).count
    return replace(cell(column, tally, people, clock), href=_address(column, one, period))


def _address(column: Column, one: Organisation, period: Period) -> str:
    """Return where a cell leads: the figure at that organisation, or its register of documents."""
    try:
        if column.indicator:
            return at(one.code, column.period, "reporting:figure", column.indicator)
        return at(one.code, period.code, "directives:list")
    except NoReverseMatch:
        return ""
