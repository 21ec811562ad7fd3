"""Reads a workbook through a child process with limited memory, as a stream of sheets and rows."""

import datetime as dt
import itertools
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from neuguong.interchange.reading.guards import BROKEN, EXPECTED
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook, unreadable
from neuguong.interchange.reading.protocol import CHILD, EXHAUSTED
from neuguong.interchange.reading.values import Cell, ErrorMark, Row

_ROOT = Path(__file__).parents[3]
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")
_PIECE = 1 << 18


class Sheet:
    """A sheet whose rows stream by once; `blank_tail` is known when they have been read.

    Rows that hold nothing are not given: a gap in the numbers shows them, and `blank_tail` counts those
    below the last row.
    """

    def __init__(self, title: str, *, hidden: bool, rows: Iterator[Row]) -> None:
        self.title = title
        self.hidden = hidden
        self.blank_tail = 0
        self._rows = rows

    def head(self, count: int = 40) -> list[Row]:
        """Return the first rows (at most `count`) without taking them away."""
        first = list(itertools.islice(self._rows, count))
        self._rows = itertools.chain(first, self._rows)
        return first

    def rows(self) -> Iterator[Row]:
        """Give the rows that are left, once."""
        return self._rows


@contextmanager
def open_workbook(path: Path, limits: Limits | None = None) -> Iterator[Iterator[Sheet]]:
    """Open the workbook at `path` as an iterator of its sheets, in their order.

    Each sheet's rows are to be read before the next sheet is asked for; what is left of them is passed over.
    Raises UnreadableWorkbook, at any time while reading, and OSError when the file can't be opened. May be
    used from any thread. The child process ends with the block.
    """
    bounds = limits or Limits()
    with path.open("rb"):
        pass
    with subprocess.Popen(
        [sys.executable, "-m", CHILD, str(path.resolve()), json.dumps(bounds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env=_environment(),
    ) as process:
        try:
            yield _sheets(_frames(process, bounds))
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    """Return the child's environment: where the package is, and nothing that could be a secret."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "RUST_BACKTRACE": "0"}


def _sheets(frames: Iterator[Any]) -> Iterator[Sheet]:
    for frame in frames:
        if "sheet" not in frame:
            continue
        sheet = Sheet(frame["sheet"], hidden=frame["hidden"], rows=iter(()))
        source = _rows(frames, sheet)
        sheet._rows = source
        yield sheet
        for _ in source:
            pass


def _rows(frames: Iterator[Any], sheet: Sheet) -> Iterator[Row]:
    for frame in frames:
        if isinstance(frame, dict):
            sheet.blank_tail = frame["tail"]
            return
        for number, cells in frame:
            for index, cell in enumerate(cells):
                if type(cell) is list:
                    cells[index] = _restored(cell)
            yield Row(number, cells)


def _restored(cell: list[Any]) -> Cell:
    kind, value = cell[0], cell[1]
    if kind == "d":
        return dt.date.fromordinal(value)
    if kind == "t":
        day = dt.date.fromordinal(value)
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=cell[2])
    return ErrorMark(value)


def _frames(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[Any]:
    """Give what the child says, up to its end; raises what it refuses or what became of it."""
    assert process.stdout is not None  # noqa: S101 (for the types: a pipe was asked for)
    stage: str | None = None
    for line in _lines(process.stdout, limits):
        frame = json.loads(line)
        if isinstance(frame, dict):
            if "end" in frame:
                return
            if "refused" in frame:
                raise UnreadableWorkbook(Problem(**frame["refused"]))
            if "stage" in frame:
                stage = frame["stage"]
                continue
        yield frame
    raise _died(process.wait(), stage)


def _lines(pipe: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """Give the lines that come through `pipe`, each in time and of bounded length."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    kept: list[bytes] = []
    size = 0
    while True:
        if not poll.poll(limits.silence_seconds * 1000):
            raise _slow(None)
        piece = os.read(pipe.fileno(), _PIECE)
        if not piece:
            return
        *whole, rest = piece.split(b"\n")
        if whole:
            yield b"".join([*kept, whole[0]])
            yield from whole[1:]
            kept, size = [], 0
        kept.append(rest)
        size += len(rest)
        if size > limits.frame_size:
            raise _exhausted(None)


def _died(status: int, stage: str | None) -> UnreadableWorkbook:
    """Return what the end of the child means: its exit status, or minus the signal that ended it."""
    if status in (-signal.SIGABRT, EXHAUSTED):
        return _exhausted(stage)
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return _slow(stage)
    return unreadable(BROKEN, expected=EXPECTED, found="không đọc được nội dung", sheet=stage)


def _exhausted(stage: str | None) -> UnreadableWorkbook:
    return unreadable(
        "cần quá nhiều bộ nhớ để đọc, thường vì có ô nằm rất xa bảng (bấm Ctrl+End để tới ô cuối) hoặc ô quá dài; "
        "hãy chép riêng bảng dữ liệu sang một tệp Excel mới rồi gửi lại.",
        expected=EXPECTED,
        found="quá giới hạn bộ nhớ",
        sheet=stage,
    )


def _slow(stage: str | None) -> UnreadableWorkbook:
    return unreadable(
        "mất quá nhiều thời gian để đọc; hãy chép riêng bảng dữ liệu sang một tệp Excel mới, "
        "hoặc chia thành nhiều tệp, rồi gửi lại.",
        expected=EXPECTED,
        found="quá giới hạn thời gian",
        sheet=stage,
    )
