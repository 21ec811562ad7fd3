"""A row on its way from a sheet to the register."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from neuguong.interchange.columns import CLEAR, Column
from neuguong.interchange.reading.problems import Problem, problem
from neuguong.interchange.reading.tables import Block


@dataclass(slots=True)
class Stored:
    """A record that is there: its id, version and the values of the fields that the kind writes."""

    pk: int
    version: int
    values: dict[str, Any]


class RowData:
    """What one row says (`said`, by column key) and what becomes of it (`values`, by field).

    `found` is the record that it matches; `pk` that record's id, or the one kept for a new record;
    `path` the place of its organisation; `target` a row of the same kind that it refers to.
    """

    __slots__ = ("found", "number", "path", "pk", "problems", "record", "said", "sheet", "target", "values", "withdraw")

    def __init__(self, sheet: str, number: int, said: dict[str, Any]) -> None:
        self.sheet = sheet
        self.number = number
        self.said = said
        self.values: dict[str, Any] = {}
        self.record: int | None = None
        self.withdraw = False
        self.pk: int | None = None
        self.path = ""
        self.found: Stored | None = None
        self.target: RowData | None = None
        self.problems: list[Problem] | None = None

    def fault(self, column: Column | None, why: str, *, expected: str, found: Any) -> None:
        """Note what is wrong with the row, once a column; it will not be written."""
        heading = column.heading if column else None
        if column is not None and self.has_fault(column):
            return
        told = problem(why, expected=expected, found=str(found), sheet=self.sheet, row=self.number, column=heading)
        if self.problems is None:
            self.problems = []
        self.problems.append(told)

    def has_fault(self, column: Column) -> bool:
        """Tell whether something is wrong with the row's cell in `column`."""
        return any(one.column == column.heading for one in self.problems or ())

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong so far."""
        return self.problems is None


@dataclass(slots=True)
class Outcome:
    """What became of rows, or would."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        """Return the sum of both."""
        return Outcome(self.created + other.created, self.updated + other.updated, self.unchanged + other.unchanged)


def rows_of(sheet: str, block: Block, columns: Sequence[Column], wanted: Iterable[int] | None = None) -> list[RowData]:
    """Return the rows of a block (only those at the places `wanted`, if given), with what could not be read."""
    places = range(len(block.numbers)) if wanted is None else list(wanted)
    keys = [column.key for column in columns]
    values = [
        _revived(column, [cells[at] for at in places], block.cleared)
        for column, cells in zip(columns, block.columns, strict=True)
    ]
    said = [dict(zip(keys, row, strict=True)) for row in zip(*values, strict=True)]
    rows = [RowData(sheet, block.numbers[at], one) for at, one in zip(places, said, strict=True)]
    by_place = dict(zip(places, rows, strict=True))
    for at, column, expected, found, message in block.faults:
        if at in by_place:
            by_place[at].fault(columns[column], message, expected=expected, found=found)
    return rows


_REVIVERS: dict[str, Callable[[Any], Any]] = {
    "date": dt.date.fromisoformat,
    "decimal": Decimal,
    "years": tuple,
    "several": tuple,
}


def _revived(column: Column, cells: Sequence[Any], cleared: Sequence[int]) -> Sequence[Any]:
    """Return the values that JSON could not carry as what they are."""
    revive = _REVIVERS.get(column.parser)
    if revive is None and not cleared:
        return cells
    return [
        None if cell is None else CLEAR if cell == {} else revive(cell) if revive is not None else cell
        for cell in cells
    ]
