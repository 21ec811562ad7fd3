"""What a cell may hold once it is read."""

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
