"""The process that parses: limited memory and CPU, no Django, rows out as `protocol` says."""

import datetime as dt
import json
import math
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import python_calamine as calamine

from neuguong.interchange.reading.guards import BROKEN, EXPECTED, check_file
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.merges import VerticalMerges
from neuguong.interchange.reading.problems import UnreadableWorkbook, unreadable
from neuguong.interchange.reading.protocol import EXHAUSTED, Frame
from neuguong.interchange.reading.survey import SheetFacts, survey

ERRORS = frozenset(
    ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"]
)
_ROWS_A_LINE = 250
_EXACT = 10**15
_NO_FACTS = SheetFacts({}, 0)


def main(arguments: list[str]) -> None:
    """Read the workbook `arguments[0]` within the limits `arguments[1]` (JSON) and write its rows."""
    limits = Limits(*json.loads(arguments[1]))
    limit_process(limits)
    try:
        for frame in frames(Path(arguments[0]), limits):
            _write(frame)
        _write({"end": True})
    except UnreadableWorkbook as refusal:
        _write({"refused": {**refusal.problem.as_json()}})
    except MemoryError:
        sys.exit(EXHAUSTED)


def limit_process(limits: Limits) -> None:
    """Take memory, CPU time, files to write and a core dump from this process, for good."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def frames(path: Path, limits: Limits) -> Iterator[Frame]:
    """Give the frames of the workbook; raises UnreadableWorkbook."""
    check_file(path, limits)
    facts = survey(path, limits)
    yield {"stage": None}
    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            for index, sheet in enumerate(workbook.sheets_metadata):
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                yield {"stage": sheet.name}
                hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
                yield {"sheet": sheet.name, "hidden": hidden}
                yield from _sheet_frames(workbook.get_sheet_by_index(index), facts.get(sheet.name, _NO_FACTS))
    except calamine.CalamineError as error:
        raise unreadable(BROKEN, expected=EXPECTED, found=f"lỗi cấu trúc: {error}") from error


def _sheet_frames(sheet: calamine.CalamineSheet, facts: SheetFacts) -> Iterator[Frame]:
    batch: list[Frame] = []
    last = 0
    for last, cells in _valued_rows(sheet, facts):
        batch.append([last, cells])
        if len(batch) == _ROWS_A_LINE:
            yield batch
            batch = []
    yield batch
    end = sheet.end[0] + 1 if sheet.end else 0
    yield {"tail": max(end - last, 0) + facts.blank_tail}


def _valued_rows(sheet: calamine.CalamineSheet, facts: SheetFacts) -> Iterator[tuple[int, list[Frame]]]:
    """Give (row number, cells from column A) of the rows that hold anything."""
    lead: list[Frame] = [None] * (sheet.start[1] if sheet.start else 0)
    merges = VerticalMerges(sheet.merged_cell_ranges or [])
    marked: dict[int, dict[int, str]] = {}
    for (row, column), error in sorted(facts.errors.items()):
        marked.setdefault(row, {})[column] = error
    for number, raw in enumerate(sheet.iter_rows(), start=1):
        cells = lead + [_plain(value) for value in raw]
        if marked:
            _mark(cells, marked.pop(number, {}))
        if cells.count(None) < len(cells):
            merges.fill(number, cells)
            yield number, cells
    for number, errors in marked.items():
        cells = []
        _mark(cells, errors)
        yield number, cells


def _mark(cells: list[Frame], errors: dict[int, str]) -> None:
    """Put errors into the columns (from 1) where Excel shows them."""
    for column, error in errors.items():
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = ["e", error]


def _plain(value: object) -> Frame:
    """Return the cell as JSON can carry it."""
    if isinstance(value, str):
        if not value or value.isspace():
            return None
        return ["e", value] if value[0] == "#" and value in ERRORS else value
    if isinstance(value, float):
        if not math.isfinite(value):
            return ["e", str(value)]
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, dt.datetime):
        return ["t", value.toordinal(), value.hour * 3600 + value.minute * 60 + value.second]
    if isinstance(value, dt.date):
        return ["d", value.toordinal()]
    return value if isinstance(value, bool | int) else str(value)


def _write(frame: Frame) -> None:
    line = json.dumps(frame, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode())
    if isinstance(frame, dict):
        # What is parsed next may kill this process, and with it all that is still in the buffer.
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
