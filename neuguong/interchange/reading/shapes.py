"""What a sheet may be, as plain data that crosses into the process that parses."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from neuguong.core.text import fold, name_sort_key, sort_key
from neuguong.interchange.reading import cells, lists
from neuguong.interchange.reading.headings import Heading
from neuguong.interchange.reading.values import Cell

Parser = Callable[..., Callable[[Cell], Any]]
PARSERS: dict[str, Parser] = {
    "text": cells.text,
    "code": cells.code,
    "date": cells.date,
    "whole": cells.whole,
    "decimal": cells.decimal,
    "mark": cells.mark,
    "choice": cells.choice,
    "years": cells.years,
    "year": lists.year,
    "period": lists.period_text,
    "several": lists.several,
    "email": lists.email,
}
KEYS: dict[str, Callable[[str], str]] = {"fold": fold, "sort": sort_key, "name": name_sort_key}
"""Keys that a column of text may have computed beside it, while the parent waits anyway."""


class ColumnShape(NamedTuple):
    """A column: its name in code, its heading, how its cells are read (`PARSERS`), which keys go with it."""

    key: str
    label: str
    parser: str
    options: Sequence[Any] = ()
    required: bool = False
    is_key: bool = False
    keys: Sequence[str] = ()


class ShapeData(NamedTuple):
    """A kind of rows: its code, the title of its sheet in a template, its columns."""

    kind: str
    sheet: str
    columns: Sequence[ColumnShape]


@dataclass(frozen=True)
class Shape:
    """A kind of rows, ready to recognise and to read a sheet."""

    kind: str
    sheet: str
    columns: Sequence[ColumnShape]
    headings: Sequence[Heading]


def as_bytes(shapes: Sequence[ShapeData]) -> bytes:
    """Return the shapes as they cross."""
    return json.dumps(shapes, ensure_ascii=False).encode()


def shapes_of(sent: bytes) -> list[Shape]:
    """Return what `as_bytes` made, ready for use; nothing sent is no shapes."""
    return [_shape(ShapeData(*data)) for data in json.loads(sent or b"[]")]


def _shape(data: ShapeData) -> Shape:
    columns = [ColumnShape(*column) for column in data.columns]
    headings = [Heading(one.key, one.label, required=one.required, is_key=one.is_key) for one in columns]
    return Shape(data.kind, data.sheet, columns, headings)
