"""Parsers of cells that only few kinds of rows need, on top of the general ones."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from neuguong.core.text import compose
from neuguong.interchange.reading import cells
from neuguong.interchange.reading.choices import folded, key, nearest
from neuguong.interchange.reading.values import Cell, CellError

_SEPARATOR = re.compile(r"[,;\n]")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"().]+")


def year() -> cells.Parse[Any]:
    """Return the parser of one calendar year."""
    parse_years = cells.years()

    def parse(cell: Cell) -> Any:
        said = parse_years(cell)
        if not isinstance(said, tuple):
            return said
        if said[0] != said[1]:
            return CellError("một năm", str(cell), f"“{cell}” là nhiều năm; mỗi dòng ghi một năm, ví dụ 2023.")
        return said[0]

    return parse


def period_text() -> cells.Parse[Any]:
    """Return the parser of how a period is written; a date is the month it stands for.

    Excel turns a typed `2023-07` into 1 July 2023.
    """
    parse_text = cells.text(40)

    def parse(cell: Cell) -> Any:
        said = parse_text(f"{cell:%Y-%m}" if isinstance(cell, dt.date) else cell)
        if not isinstance(said, str):
            return said
        return compose(said).replace("…", "..").replace(" ", "").replace("–", "-").upper()

    return parse


def email() -> cells.Parse[Any]:
    """Return the parser of an e-mail address; it is kept in lower case."""
    parse_text = cells.text(254)

    def parse(cell: Cell) -> Any:
        said = parse_text(cell)
        if not isinstance(said, str):
            return said
        if not _EMAIL.fullmatch(said):
            return CellError("địa chỉ thư điện tử", said, f"“{said}” không phải địa chỉ thư điện tử.")
        return said.lower()

    return parse


def several(names: Mapping[str, str]) -> cells.Parse[Any]:
    """Return the parser of one or more listed values, separated by commas: a sorted tuple."""
    known, parse_text = folded(names), cells.text(500)

    def parse(cell: Cell) -> Any:
        said = parse_text(cell)
        if not isinstance(said, str):
            return said
        found = set()
        for part in filter(None, (piece.strip() for piece in _SEPARATOR.split(said))):
            if key(part) not in known:
                near = nearest(part, list(names))
                hint = f" Có phải là “{near}”?" if near else ""
                listed = ", ".join(names)
                return CellError(f"một hoặc nhiều trong: {listed}", part, f"“{part}” không có trong danh mục.{hint}")
            found.add(known[key(part)])
        return tuple(sorted(found))

    return parse
