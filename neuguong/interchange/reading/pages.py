"""The sheets of a workbook as the parser gives them; runs inside the limited process."""

import datetime as dt
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import python_calamine as calamine

from neuguong.interchange.reading.guards import BROKEN, EXPECTED, check_file
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.merges import VerticalMerges
from neuguong.interchange.reading.problems import unreadable
from neuguong.interchange.reading.protocol import Frame
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.survey import SheetFacts, survey
from neuguong.interchange.reading.values import Cell, ErrorMark, Row

ERRORS = frozenset(
    ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"]
)
_EXACT = 10**15
_WORKSHEET = calamine.SheetTypeEnum.WorkSheet
_NO_FACTS = SheetFacts({}, 0)


def pages(path: Path, limits: Limits, tell: Callable[[Frame], None]) -> Iterator[Sheet]:
    """Give the worksheets in their order; raises UnreadableWorkbook.

    `tell` is given the frames that say which sheets there are, and what is parsed next.
    """
    check_file(path, limits)
    facts = survey(path, limits)
    tell({"stage": None})
    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            sheets = [(index, one) for index, one in enumerate(workbook.sheets_metadata) if one.typ == _WORKSHEET]
            tell({"titles": [one.name for _index, one in sheets]})
            for index, one in sheets:
                tell({"stage": one.name})
                page = Sheet(one.name, hidden=one.visible != calamine.SheetVisibleEnum.Visible, rows=iter(()))
                parsed = workbook.get_sheet_by_index(index)
                page.stream(_rows(page, parsed, facts.get(one.name, _NO_FACTS)))
                yield page
    except calamine.CalamineError as error:
        raise unreadable(BROKEN, expected=EXPECTED, found=f"lỗi cấu trúc: {error}") from error


def _rows(page: Sheet, parsed: calamine.CalamineSheet, facts: SheetFacts) -> Iterator[Row]:
    """Give the rows that hold anything, with their cells from column A."""
    last = 0
    for row in _valued_rows(parsed, facts):
        last = row.number
        yield row
    end = parsed.end[0] + 1 if parsed.end else 0
    page.blank_tail = max(end - last, 0) + facts.blank_tail


def _valued_rows(sheet: calamine.CalamineSheet, facts: SheetFacts) -> Iterator[Row]:
    lead: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    merges = VerticalMerges(sheet.merged_cell_ranges or [])
    marked: dict[int, dict[int, str]] = {}
    for (row, column), error in sorted(facts.errors.items()):
        marked.setdefault(row, {})[column] = error
    for number, raw in enumerate(sheet.iter_rows(), start=1):
        # Between these is what begins with a letter or a digit: neither a space nor the # of Excel's errors.
        cells = [
            (value if "$" < value < "\x7f" else _valued(value) if value else None)
            if value.__class__ is str
            else _valued(value)
            for value in raw
        ]
        if lead:
            cells = lead + cells
        if marked:
            _mark(cells, marked.pop(number, {}))
        if cells.count(None) < len(cells):
            merges.fill(number, cells)
            yield Row(number, cells)
    for number, errors in marked.items():
        cells = []
        _mark(cells, errors)
        yield Row(number, cells)


def _mark(cells: list[Cell], errors: dict[int, str]) -> None:
    """Put errors into the columns (from 1) where Excel shows them."""
    for column, error in errors.items():
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = ErrorMark(error)


def _valued(value: object) -> Cell:
    """Return what a cell holds, if it is not plain text."""
    if value == "" or value.__class__ is dt.date:
        return value or None
    if isinstance(value, str):
        return None if value.isspace() else ErrorMark(value) if value in ERRORS else value
    if isinstance(value, float):
        if not math.isfinite(value):
            return ErrorMark(str(value))
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if value is None or isinstance(value, bool | int | dt.date):
        return value
    return str(value)
