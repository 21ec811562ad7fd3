"""A row on its way from a sheet to the register."""

from dataclasses import dataclass, field
from typing import Any

from neuguong.interchange.columns import Column
from neuguong.interchange.reading.problems import Problem, problem


@dataclass(slots=True)
class Stored:
    """A record that is there: its id, version and the values of the fields that the kind writes."""

    pk: int
    version: int
    values: dict[str, Any]


class RowData:
    """What one row says (`said`, by column key) and what becomes of it (`values`, by field).

    `found` is the record that it matches; `pk` that record's id, or the one kept for a new record;
    `path` the place of its organisation; `target` a row of the same sheet that it refers to.
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
        """Note what is wrong with the row; it will not be written."""
        heading = column.heading if column else None
        told = problem(why, expected=expected, found=str(found), sheet=self.sheet, row=self.number, column=heading)
        if self.problems is None:
            self.problems = []
        self.problems.append(told)

    @property
    def reasons(self) -> str:
        """What is wrong with the row, in one text."""
        return " ".join(one.message for one in self.problems or ())

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong so far."""
        return self.problems is None


@dataclass(slots=True)
class SheetData:
    """A sheet that was read: its rows, how many were passed over, and what is wrong with it as a whole."""

    title: str
    kind: str
    rows: list[RowData] = field(default_factory=list)
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    heading_row: int = 0


@dataclass(slots=True)
class Outcome:
    """What a kind did with its rows, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
