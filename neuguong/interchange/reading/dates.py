"""Dates as people type them: real dates, dd/mm/yyyy, yyyy-mm-dd, words, serial numbers."""

import datetime as dt
import re

from neuguong.core.text import fold
from neuguong.core.years import FIRST_YEAR, LAST_YEAR
from neuguong.interchange.reading.values import Cell, CellError, shown

EXPECTED = "ngày dạng dd/mm/yyyy"
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
"""From 18/05/1927 to 31/12/2099; a smaller number is rather a year or a slip."""

_TIME = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}) ?[/.-] ?(\d{{1,2}}) ?[/.-] ?(\d{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}}) ?[/.-] ?(\d{{1,2}}) ?[/.-] ?(\d{{1,2}}){_TIME}")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2}")
_MONTH = re.compile(r"(?:thang )?\d{1,2}(?: ?[/.-] ?| nam )\d{4}")
_YEAR = re.compile(r"(?:nam )?(\d{4})")


def parse_date(cell: Cell, *, year_alone: bool = False) -> dt.date | CellError:
    """Return the date that `cell` holds; the time of day is dropped.

    Day before month, always. A year of two digits is refused, since nothing tells the century. With
    `year_alone`, a bare year is its 1 January.
    """
    if isinstance(cell, dt.datetime):
        return _within(cell.date(), cell)
    if isinstance(cell, dt.date):
        return _within(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            return _EXCEL_DAY_ZERO + dt.timedelta(days=int(cell))
        cell = shown(cell)
    if isinstance(cell, str):
        return _from_text(cell, year_alone=year_alone)
    return _error(cell, "không phải ngày; hãy viết dạng dd/mm/yyyy, thí dụ 05/06/2023.")


def _from_text(text: str, *, year_alone: bool) -> dt.date | CellError:
    folded = fold(text)
    for pattern in (_DAY_FIRST, _WORDS):
        if found := pattern.fullmatch(folded):
            return _date(text, day=int(found[1]), month=int(found[2]), year=int(found[3]))
    if found := _YEAR_FIRST.fullmatch(folded):
        return _date(text, day=int(found[3]), month=int(found[2]), year=int(found[1]))
    if found := _YEAR.fullmatch(folded):
        if year_alone:
            return _date(text, day=1, month=1, year=int(found[1]))
        return _error(text, f"mới có năm {found[1]}, còn thiếu ngày và tháng; hãy viết dạng dd/mm/yyyy.")
    if _SHORT_YEAR.fullmatch(folded):
        return _error(text, "năm viết hai chữ số nên không rõ thế kỷ; hãy viết đủ bốn chữ số, dạng dd/mm/yyyy.")
    if _MONTH.fullmatch(folded):
        return _error(text, "mới có tháng và năm, còn thiếu ngày; hãy viết dạng dd/mm/yyyy.")
    return _error(text, "không phải ngày; hãy viết dạng dd/mm/yyyy, thí dụ 05/06/2023.")


def _date(text: str, *, day: int, month: int, year: int) -> dt.date | CellError:
    if month > 12 >= day:
        return _error(text, f"không có tháng {month}; hãy viết ngày trước, tháng sau, dạng dd/mm/yyyy.")
    try:
        return _within(dt.date(year, month, day), text)
    except ValueError:
        written = f"{day:02}/{month:02}"
        every_year = written if day > 29 or month != 2 else f"{written}/{year}"
        return _error(text, f"ngày {every_year} không có trong lịch; hãy kiểm tra lại ngày.")


def _within(date: dt.date, cell: Cell) -> dt.date | CellError:
    if FIRST_YEAR <= date.year <= LAST_YEAR:
        return date
    return _error(cell, f"năm {date.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; hãy kiểm tra lại năm.")


def _error(cell: Cell, why: str) -> CellError:
    return CellError(EXPECTED, shown(cell), f"“{shown(cell)}”: {why}")
