"""Reads a workbook through a child process with limited memory, as a stream of sheets and rows."""

import datetime as dt
import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from neuguong.core.confined import environment
from neuguong.interchange.reading.guards import BROKEN, EXPECTED
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook, unreadable
from neuguong.interchange.reading.protocol import CHILD, EXHAUSTED
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.values import Cell, ErrorMark, Row

_PIECE = 1 << 18


@contextmanager
def open_workbook(path: Path, limits: Limits | None = None) -> Iterator[Iterator[Sheet]]:
    """Open the workbook at `path` as an iterator of its sheets, in their order.

    Each sheet's rows are to be read before the next sheet is asked for; what is left of them is passed over.
    Raises UnreadableWorkbook, at any time while reading, and OSError when the file can't be opened. May be
    used from any thread. The child process ends with the block.
    """
    with parse(path, limits) as parsing:
        parsing.send(b"")
        yield _sheets(json.loads(line) for line in parsing.lines())


class Parsing:
    """A child process at work: what it is sent, and the lines it says."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self.patience = math.inf
        """How many seconds may be spent waiting from now on, all in all."""

    def send(self, shapes: bytes) -> None:
        """Tell the child what to look for (`shapes.as_bytes`), or nothing."""
        with suppress(BrokenPipeError):
            assert self._process.stdin is not None  # noqa: S101 (for the types: a pipe was asked for)
            self._process.stdin.write(shapes)
            self._process.stdin.close()

    def lines(self) -> Iterator[bytes]:
        """Give what the child says of the sheets, up to its end; raises what it refuses or what became of it."""
        assert self._process.stdout is not None  # noqa: S101 (for the types: a pipe was asked for)
        stage: str | None = None
        for line in self._pieced(self._process.stdout):
            if line.startswith(b"{"):
                frame = json.loads(line)
                if "end" in frame:
                    return
                if "refused" in frame:
                    raise UnreadableWorkbook(Problem(**frame["refused"]))
                if "stage" in frame:
                    stage = frame["stage"]
                    continue
            yield line
        raise _died(self._process.wait(), stage)

    def _pieced(self, pipe: IO[bytes]) -> Iterator[bytes]:
        """Give the lines that come through `pipe`, each in time and of bounded length."""
        poll = select.poll()
        poll.register(pipe, select.POLLIN | select.POLLHUP)
        kept: list[bytes] = []
        size = 0
        while True:
            self._wait(poll)
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
            if size > self._limits.frame_size:
                raise _exhausted(None)

    def _wait(self, poll: select.poll) -> None:
        begun = time.monotonic()
        if not poll.poll(min(self._limits.silence_seconds, max(self.patience, 0)) * 1000):
            raise _slow(None)
        self.patience -= time.monotonic() - begun


@contextmanager
def parse(path: Path, limits: Limits | None = None) -> Iterator[Parsing]:
    """Have a child process parse the workbook; it ends with the block. Raises OSError when it can't be opened."""
    bounds = limits or Limits()
    with path.open("rb"):
        pass
    with subprocess.Popen(
        [sys.executable, "-m", CHILD, str(path.resolve()), json.dumps(bounds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env={**environment(), "RUST_BACKTRACE": "0"},
    ) as process:
        try:
            yield Parsing(process, bounds)
        finally:
            process.kill()


def _sheets(frames: Iterator[Any]) -> Iterator[Sheet]:
    for frame in frames:
        if "sheet" not in frame:
            continue
        sheet = Sheet(frame["sheet"], hidden=frame["hidden"], rows=iter(()))
        source = _rows(frames, sheet)
        sheet.stream(source)
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
