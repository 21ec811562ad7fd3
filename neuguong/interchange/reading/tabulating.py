"""From a sheet to columns of values: headings matched, old text decoded, cells read; inside the limited process.

Columns, not rows: a column's values repeat, so each is read once, and a block of rows crosses as a few lists.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from neuguong.interchange.reading.cells import CLEAR
from neuguong.interchange.reading.datarows import DataRows
from neuguong.interchange.reading.headings import HeadingMatch, heading_problems, match_headings, which_kind
from neuguong.interchange.reading.protocol import Frame
from neuguong.interchange.reading.shapes import KEYS, PARSERS, Shape
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.values import Cell, CellError, Row, shown

_ROWS_A_BLOCK = 2_000
_MOST_REMEMBERED = 50_000
# Values that only equal what is the same; 1, 1.0 and True are equal and yet not the same cell.
_REMEMBERED = {str, dt.date, dt.datetime}


def table_frames(page: Sheet, shapes: Sequence[Shape]) -> Iterator[Frame]:
    """Give a sheet of a known kind as `protocol` says: its head, blocks of columns, how many rows were skipped."""
    head = page.head()
    shape = which_kind(page.title, head, shapes)
    if shape is None:
        yield {"passed": page.title}
        return
    match = match_headings(head, shape.headings)
    problems = heading_problems(page.title, match, shape.headings)
    yield {
        "table": page.title,
        "kind": shape.kind,
        "heading_row": match.row_number,
        "labels": _labels(head, match, shape),
        "problems": [asdict(problem) for problem in problems],
    }
    rows = DataRows(page, match, shape.headings)
    if not problems:
        readers = [_Column(PARSERS[one.parser](*one.options), one.keys) for one in shape.columns]
        for numbers, columns in rows.blocks(_ROWS_A_BLOCK):
            yield _block(numbers, columns, readers)
    yield {"skipped": rows.skipped}


def _labels(head: Sequence[Row], match: HeadingMatch, shape: Shape) -> list[Frame]:
    """Return what each column of the sheet is called: as the template does where it is known."""
    if match.row_index < 0:
        return []
    labels: list[Frame] = [" ".join(shown(cell).split()) for cell in head[match.row_index].cells]
    for heading in shape.headings:
        if heading.key in match.positions:
            labels[match.positions[heading.key]] = heading.label
    return labels


def _block(numbers: list[int], columns: list[Sequence[Cell]], readers: Sequence["_Column"]) -> Frame:
    values: list[Frame] = []
    keys: list[Frame] = []
    faults: list[Frame] = []
    cleared: set[int] = set()
    for index, (reader, cells) in enumerate(zip(readers, columns, strict=True)):
        if not reader.has_keys and cells.count(None) == len(cells):
            values.append(None)
            continue
        read = reader.read_all(cells)
        if reader.has_failed:
            faults += [
                [row, index, value.expected, value.found, value.message]
                for row, value in enumerate(read)
                if value.__class__ is CellError
            ]
            read = [None if value.__class__ is CellError else value for value in read]
        if reader.has_cleared:
            cleared |= {row for row, value in enumerate(read) if value == {}}
        values.append(read)
        keys += reader.keys_of(read)
    return [list(numbers), values, keys, faults, [*sorted(cleared)]]


class _Column(dict[Any, Any]):
    """Reads the cells of one column; remembers what a cell was read as."""

    def __init__(self, parse: Callable[[Cell], Any], keys: Sequence[str]) -> None:
        super().__init__()
        self._parse = parse
        self._keys = [_Keys(KEYS[name]) for name in keys]
        self.has_keys = bool(keys)
        self.has_failed = self.has_cleared = False

    def read_all(self, cells: Sequence[Cell]) -> list[Any]:
        """Return the values as they cross; a cell that can't be read gives its CellError."""
        read = self._read
        return [None if cell is None else self[cell] if cell.__class__ in _REMEMBERED else read(cell) for cell in cells]

    def keys_of(self, values: Sequence[Any]) -> list[Frame]:
        """Return a list for each key that goes with the column."""
        return [[keys[value] if value.__class__ is str else None for value in values] for keys in self._keys]

    def __missing__(self, cell: Any) -> Any:
        value = self._read(cell)
        if len(self) < _MOST_REMEMBERED:
            self[cell] = value
        return value

    def _read(self, cell: Cell) -> Any:
        value = self._parse(cell)
        if value.__class__ is str:
            return value
        self.has_failed |= value.__class__ is CellError
        self.has_cleared |= value is CLEAR
        return _crossing(value)


class _Keys(dict[str, str]):
    """Keys of texts, each computed once."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, text: str) -> str:
        found = self._compute(text)
        if len(self) < _MOST_REMEMBERED:
            self[text] = found
        return found


def _crossing(value: Any) -> Any:
    """Return a value as JSON can carry it: dates and decimals as text, `(xóa)` as an empty object."""
    if value is CLEAR:
        return {}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
