"""The matrix put together from a survey: rows by lateness, each cell with its state and where it leads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from neuguong.campaigns.duties import Duty, Numbers, Place, Survey, numbers, survey
from neuguong.campaigns.periods import Period
from neuguong.organisations.models import GRASSROOTS, Organisation
from neuguong.portal.progress.cells import Cell, Clock, cell
from neuguong.portal.progress.columns import NOBODY, Column, Key, columns, key_of
from neuguong.ui.http import at
from neuguong.ui.values import State, Tone

# A period, to cut an organisation's address off before it.
_ANY = "2000"


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation with its cells, in the order of the columns; `over`: the period has ended.

    Counted are duties: of organisations in `own`, those below it too, and of people one by one in `people`.
    """

    organisation: Place
    pairs: list[tuple[Column, Cell]]
    own: Numbers
    people: Numbers
    over: bool

    @property
    def late(self) -> int:
        """How many duties of organisations are missing past their day."""
        return self.own.late

    @property
    def is_late(self) -> bool:
        """Tell whether anything is missing past its day."""
        return bool(self.own.late or self.people.late)

    @property
    def missing(self) -> int:
        """How many cells are not there at all."""
        return sum(cell.tone == "red" for _column, cell in self.pairs)

    @property
    def state(self) -> State:
        """What the row says in a word."""
        if not self.is_late:
            return State(_("đủ việc đến hạn"), "green")
        parts = []
        if self.own.late:
            parts.append(_("%(count)s việc") % {"count": self.own.late})
        if self.people.late:
            parts.append(_("%(count)s người") % {"count": self.people.late})
        told = {"what": ", ".join(parts), "days": self.days}
        tone: Tone = "red" if self.missing else "amber"
        return State((_("còn %(what)s") if self.over else _("%(what)s, chậm %(days)s ngày")) % told, tone)

    @property
    def days(self) -> int:
        """The longest lateness, in days."""
        return max((cell.late for _column, cell in self.pairs), default=0)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns and rows, the latest organisation first; `own` and `people` count the duties of the rows."""

    columns: list[Column]
    rows: list[Row]
    own: Numbers
    people: Numbers

    @property
    def groups(self) -> list[tuple[int, str]]:
        """The groups of the rows, to filter by."""
        found = {(one.group, one.group_name) for row in self.rows if (one := row.organisation).group}
        return sorted(((pk, name) for pk, name in found if pk), key=lambda group: group[1])

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
        return [row for row in self.rows if row.is_late]

    def only(self, rows: Sequence[Row]) -> "Matrix":
        """Return the same with some of the rows."""
        return replace(
            self, rows=list(rows), own=sum_of(row.own for row in rows), people=sum_of(row.people for row in rows)
        )


def sum_of(counted: Iterable[Numbers]) -> Numbers:
    """Add numbers up by state."""
    total = Numbers()
    for one in counted:
        total += one
    return total


def matrix(place: Organisation, period: Period) -> Matrix:
    """Return what comes due at and below `place`: a row for each organisation at the base, or right below it."""
    found = survey(place, period)
    return of_survey(found, row_of(found))


def own(found: Survey) -> Matrix:
    """Return what the surveyed place itself owes, with its people, as a matrix of one row."""
    pk = found.place.pk
    mine = [duty for duty in found.duties if duty.organisation == pk or duty.person is not None]
    return of_survey(replace(found, duties=mine), dict.fromkeys((duty.path for duty in mine), pk))


def of_survey(found: Survey, rows: dict[str, int]) -> Matrix:
    """Lay the duties of a survey out; `rows` says by the path of each where it stands."""
    clock = Clock(found.as_of, over=found.period.end < found.as_of, several_years=len(found.period.years) > 1)
    owed = columns(list({id(duty.occasion): duty.occasion for duty in found.duties}.values()), found.period)
    laid: dict[int, dict[Key, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in found.duties:
        laid[rows[duty.path]][key_of(duty.occasion, found.period)].append(duty)
    made = [_row(found.places[pk], owed, cells, clock) for pk, cells in laid.items()]
    made.sort(key=lambda row: (-row.late, -row.people.late, -row.days, row.organisation.sort_key))
    return Matrix(owed, [], Numbers(), Numbers()).only(made)


def row_of(found: Survey) -> dict[str, int]:
    """Return by path the first organisation at the base below the place, or else right below it, or itself."""
    return {path: _row_in(path, found) for path in {duty.path for duty in found.duties}}


def _row_in(path: str, found: Survey) -> int:
    line = [int(part) for part in path.split(".") if part]
    below = line[line.index(found.place.pk) + 1 :]
    if found.place.kind not in GRASSROOTS:
        for pk in below:
            if found.places[pk].kind in GRASSROOTS:
                return pk
    return below[0] if below else found.place.pk


def _row(one: Place, owed: list[Column], cells: dict[Key, list[Duty]], clock: Clock) -> Row:
    duties = [duty for of_cell in cells.values() for duty in of_cell]
    base = at(one.code, _ANY, "portal:today").partition(_ANY)[0]
    said = ((column, cell(column, cells.get(column.key, []), clock)) for column in owed)
    pairs = [(column, replace(found, href=_address(column, base, found))) for column, found in said]
    return Row(
        one,
        pairs,
        numbers(duty for duty in duties if duty.person is None),
        numbers(duty for duty in duties if duty.person is not None),
        clock.over,
    )


def _address(column: Column, base: str, found: Cell) -> str:
    """Return where a cell leads: the figure at that organisation, else the record, or nowhere."""
    page = column.figure or (column.record and found.record and column.record.replace(NOBODY, f"/{found.record}/"))
    return f"{base}{page}" if page else ""
