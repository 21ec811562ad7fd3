"""What a cell may hold once it is read, and what is said of one that can't be understood."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class ErrorMark:
    """A cell that shows an error of Excel (`#N/A`), or a formula that was never calculated."""

    code: str

    def __str__(self) -> str:
        return self.code


Cell: TypeAlias = str | int | float | bool | dt.date | dt.datetime | ErrorMark | None
"""Dates are real dates; whole numbers are int; text is as typed, so `007` stays `007`; None is empty."""


class Row(NamedTuple):
    """A row that holds anything: Excel's row number and the cells from column A."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class CellError:
    """Why a cell was not understood; `message` says how to mend it, without the place."""

    expected: str
    found: str
    message: str


def shown(cell: Cell) -> str:
    """Return the cell as a person sees it in Excel."""
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if (cell.hour or cell.minute) else f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return "" if cell is None else str(cell)
