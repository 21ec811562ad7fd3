"""Sheets of known kinds, as the child process reads them.

Of a workbook with one sheet the rows are given as they come. Of one with several all are put into a spool first,
since what is written first may stand last; memory stays flat either way.
"""

import itertools
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

from neuguong.interchange.reading.choices import key
from neuguong.interchange.reading.headings import GUIDE
from neuguong.interchange.reading.problems import Problem
from neuguong.interchange.reading.reader import Parsing
from neuguong.interchange.reading.shapes import ShapeData, as_bytes

PATIENCE = 5.0
"""Seconds that may be spent waiting, all in all, for rows that are given as they come: a lock may be held then."""


class Block(NamedTuple):
    """Some rows of a table: Excel's row numbers, values by column, keys of columns, what could not be read.

    A fault is (row in the block, column, expected, found, message); `cleared` are rows that erase something.
    """

    numbers: list[int]
    columns: list[list[Any]]
    keys: list[list[str | None]]
    faults: list[tuple[int, int, str, str, str]]
    cleared: list[int]


@dataclass
class Table:
    """A sheet of a known kind; `labels` are the headings of all its columns, `problems` what is wrong with them.

    Its blocks can be gone through once; `skipped` is known after that.
    """

    title: str
    kind: str
    heading_row: int
    labels: list[str]
    problems: list[Problem]
    skipped: int = 0
    is_empty: bool = True
    _lines: Iterable[bytes] = field(default=(), repr=False)

    def blocks(self) -> Iterator[Block]:
        """Give the rows in blocks, once."""
        for line in self._lines:
            numbers, columns, *rest = json.loads(line)
            nothing = [None] * len(numbers)
            yield Block(numbers, [nothing if column is None else column for column in columns], *rest)

    def hold(self, lines: Iterable[bytes]) -> None:
        """Have the blocks come from `lines`."""
        first = list(itertools.islice(lines := iter(lines), 1))
        self.is_empty = not first
        self._lines = itertools.chain(first, lines)


@dataclass
class Tables:
    """What a workbook holds: its tables, and the titles of sheets of no known kind."""

    found: list[Table] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


@contextmanager
def read_tables(parsing: Parsing, shapes: Sequence[ShapeData]) -> Iterator[Tables]:
    """Read the workbook that is being parsed; its tables can be gone through inside the block.

    Raises UnreadableWorkbook, inside the block too.
    """
    parsing.send(as_bytes(shapes))
    with ExitStack() as stack:
        lines = parsing.lines()
        titles = json.loads(next(lines))["titles"]
        if len([title for title in titles if key(title) != key(GUIDE)]) == 1:
            tables = _as_they_come(lines)
            parsing.patience = PATIENCE
        else:
            tables = _spooled(lines, stack.enter_context(tempfile.TemporaryFile()))
        yield tables


def _as_they_come(lines: Iterator[bytes]) -> Tables:
    tables = Tables()
    for line in lines:
        frame = json.loads(line)
        if "table" in frame:
            table = _table(frame)
            tables.found.append(table)
            table.hold(_blocks_of(table, lines))
            break
        tables.passed.append(frame["passed"])
    return tables


def _blocks_of(table: Table, lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line.startswith(b"["):
            yield line
        else:
            table.skipped += json.loads(line).get("skipped", 0)


def _spooled(lines: Iterator[bytes], spool: IO[bytes]) -> Tables:
    tables = Tables()
    places: list[tuple[int, int]] = []
    for line in lines:
        if line.startswith(b"["):
            # A table that is held has read its first block: what comes next goes behind all others.
            places.append((spool.seek(0, os.SEEK_END), spool.write(line)))
            continue
        frame = json.loads(line)
        if "passed" in frame:
            tables.passed.append(frame["passed"])
        elif "table" in frame:
            tables.found.append(_table(frame))
        else:
            tables.found[-1].skipped = frame["skipped"]
            tables.found[-1].hold(_stored(spool, places))
            places = []
    return tables


def _stored(spool: IO[bytes], places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    for place, length in places:
        spool.seek(place)
        yield spool.read(length)


def _table(frame: dict[str, Any]) -> Table:
    problems = [Problem(**problem) for problem in frame["problems"]]
    return Table(frame["table"], frame["kind"], frame["heading_row"], frame["labels"], problems)
