"""The process that parses: limited memory and CPU, no Django, what it finds out as `protocol` says."""

import datetime as dt
import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from neuguong.core.rlimits import give_up
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.pages import pages
from neuguong.interchange.reading.problems import UnreadableWorkbook
from neuguong.interchange.reading.protocol import EXHAUSTED, Frame
from neuguong.interchange.reading.shapes import Shape, shapes_of
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.tabulating import table_frames
from neuguong.interchange.reading.values import Cell, ErrorMark

_ROWS_A_LINE = 250


def main(arguments: list[str]) -> None:
    """Read the workbook `arguments[0]` within the limits `arguments[1]` (JSON) and write what it holds."""
    limits = Limits(*json.loads(arguments[1]))
    limit_process(limits)
    # Nothing here is made in circles, and looking for circles takes its time.
    gc.disable()
    shapes: list[Shape] | None = None
    try:
        for page in pages(Path(arguments[0]), limits, _write):
            # Asked for late: the parent may still be making itself ready while the workbook is opened.
            shapes = shapes_of(sys.stdin.buffer.read()) if shapes is None else shapes
            for frame in table_frames(page, shapes) if shapes else row_frames(page):
                _write(frame)
        _write({"end": True})
    except UnreadableWorkbook as refusal:
        _write({"refused": {**refusal.problem.as_json()}})
    except MemoryError:
        sys.exit(EXHAUSTED)


def limit_process(limits: Limits) -> None:
    """Keep this process within `limits`, for good."""
    give_up(memory=limits.memory, cpu_seconds=limits.cpu_seconds)


def row_frames(page: Sheet) -> Iterator[Frame]:
    """Give the rows of a sheet as they stand there."""
    yield {"sheet": page.title, "hidden": page.hidden}
    batch: list[Frame] = []
    for number, cells in page.rows():
        batch.append([number, [_plain(cell) for cell in cells]])
        if len(batch) == _ROWS_A_LINE:
            yield batch
            batch = []
    yield batch
    yield {"tail": page.blank_tail}


def _plain(cell: Cell) -> Frame:
    """Return the cell as JSON can carry it."""
    if isinstance(cell, ErrorMark):
        return ["e", cell.code]
    if isinstance(cell, dt.datetime):
        return ["t", cell.toordinal(), cell.hour * 3600 + cell.minute * 60 + cell.second]
    if isinstance(cell, dt.date):
        return ["d", cell.toordinal()]
    return cell


def _write(frame: Frame) -> None:
    line = json.dumps(frame, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode())
    if isinstance(frame, dict):
        # What is parsed next may kill this process, and with it all that is still in the buffer.
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
