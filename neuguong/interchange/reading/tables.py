"""Sheets of known kinds, read by the child process into a spool: all of them are read before any is used.

So a workbook may hold its sheets in any order, memory stays flat, and no lock is held while one is parsed.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.problems import Problem
from neuguong.interchange.reading.reader import Parsing, parse
from neuguong.interchange.reading.shapes import ShapeData, as_bytes


class Block(NamedTuple):
    """Some rows of a table: Excel's row numbers, values by column, keys of columns, what could not be read.

    A fault is (row in the block, column, expected, found, message).
    """

    numbers: list[int]
    columns: list[list[Any]]
    keys: list[list[str | None]]
    faults: list[tuple[int, int, str, str, str]]


@dataclass
class Table:
    """A sheet of a known kind; `labels` are the headings of all its columns, `problems` what is wrong with them."""

    title: str
    kind: str
    heading_row: int
    labels: list[str]
    problems: list[Problem]
    skipped: int = 0
    _spool: IO[bytes] | None = None
    _lines: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether the table has no row of data."""
        return not self._lines

    def keep(self, line: bytes) -> None:
        """Put a block aside, as it came."""
        assert self._spool is not None  # noqa: S101 (given when the table is made)
        self._lines.append((self._spool.tell(), len(line)))
        self._spool.write(line)

    def blocks(self) -> Iterator[Block]:
        """Give the rows in blocks, as often as asked."""
        for place, length in self._lines:
            assert self._spool is not None  # noqa: S101
            self._spool.seek(place)
            yield Block(*json.loads(self._spool.read(length)))


@dataclass
class Tables:
    """What a workbook holds: its tables, and the titles of sheets of no known kind."""

    found: list[Table]
    passed: list[str]


@contextmanager
def read_tables(path: Path, shapes: Sequence[ShapeData], limits: Limits | None = None) -> Iterator[Tables]:
    """Read the workbook at `path`; its tables can be gone through inside the block.

    Raises UnreadableWorkbook, and OSError when the file can't be opened.
    """
    with tempfile.TemporaryFile() as spool:
        with parse(path, limits) as parsing:
            parsing.send(as_bytes(shapes))
            tables = _tables(parsing, spool)
        yield tables


def _tables(parsing: Parsing, spool: IO[bytes]) -> Tables:
    tables = Tables([], [])
    for line in parsing.lines():
        if line.startswith(b"["):
            tables.found[-1].keep(line)
            continue
        frame = json.loads(line)
        if "passed" in frame:
            tables.passed.append(frame["passed"])
        elif "table" in frame:
            problems = [Problem(**problem) for problem in frame["problems"]]
            kind, row, labels = frame["kind"], frame["heading_row"], frame["labels"]
            tables.found.append(Table(frame["table"], kind, row, labels, problems, _spool=spool))
        else:
            tables.found[-1].skipped = frame["skipped"]
    return tables
