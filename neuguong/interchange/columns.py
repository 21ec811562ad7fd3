"""Columns of workbooks: a heading, how its cells are read, and what the template says about it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from neuguong.interchange.reading.cells import CLEAR
from neuguong.interchange.reading.shapes import ColumnShape

__all__ = ["CLEAR", "Column"]

MOST_COUNTED = 100_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind; `key` is its name in code, `choices` what a drop-down offers.

    `parser` and `options` say how cells are read (reading/shapes.py); `keys` are computed beside a text.
    """

    key: str
    heading: str
    parser: str
    options: tuple[Any, ...] = ()
    required: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    is_text: bool = False
    keys: tuple[str, ...] = ()

    @property
    def is_date(self) -> bool:
        """Tell whether the column holds dates."""
        return self.parser == "date"

    def shown(self, value: Any) -> str:
        """Return a value that was read as a person writes it: a day, a listed value by its label."""
        if isinstance(value, dt.date):
            return f"{value:%d/%m/%Y}"
        if self.parser == "choice" and value is not CLEAR:
            return str(next(label for label, own in self.options[0].items() if own == value))
        return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def shape(self, *, required: bool, is_key: bool) -> ColumnShape:
        """Return what the process that parses needs to know."""
        return ColumnShape(self.key, self.heading, self.parser, self.options, required, is_key, self.keys)


def text(
    key: str, heading: str, *, required: bool = False, longest: int = 0, note: str = "", keys: Sequence[str] = ()
) -> Column:
    """Return a column of text, `longest` characters at most."""
    return Column(key, heading, "text", (longest or None,), required, note=note, keys=tuple(keys))


def code(key: str, heading: str, *, required: bool = False, note: str = "", keys: Sequence[str] = ()) -> Column:
    """Return a column of codes, whose leading zeros stay."""
    return Column(key, heading, "code", (40,), required, note=note, is_text=True, keys=tuple(keys))


def date(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of dates."""
    return Column(key, heading, "date", (), required, note=note or "Ngày dạng dd/mm/yyyy.")


def whole(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of counts: whole numbers, zero or more."""
    return Column(key, heading, "whole", (0, MOST_COUNTED), required, note=note or "Số nguyên, không âm.")


def decimal(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of numbers with one decimal."""
    return Column(key, heading, "decimal", (1, 13), required, note=note or "Số, có thể có một chữ số thập phân.")


def mark(key: str, heading: str, *, note: str = "") -> Column:
    """Return a column that is marked with x or left empty."""
    return Column(key, heading, "mark", choices=("x",), note=note or "Đánh dấu x, hoặc để trống.")


def choice(
    key: str,
    heading: str,
    of: type[models.TextChoices],
    *,
    required: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> Column:
    """Return a column of listed values, understood without marks and in any case."""
    labels = {str(label): value for value, label in of.choices}
    names = {**labels, **(aliases or {})}
    return Column(key, heading, "choice", (names,), required, tuple(labels), f"Một trong: {', '.join(labels)}.")


RECORD = Column("record_", "Mã bản ghi", "text", (40,))
DEED = Column("deed_", "Thao tác", "text", (40,))
"""Columns that every kind has beside its own."""
