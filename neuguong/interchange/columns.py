"""Columns of workbooks: a heading, how its cells are read, and what the template says about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from neuguong.interchange.reading import cells
from neuguong.interchange.reading.cells import CLEAR

__all__ = ["CLEAR", "Column"]

Parse = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind; `key` is its name in code, `choices` what a drop-down offers."""

    key: str
    heading: str
    parse: Parse
    required: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    is_text: bool = False
    is_date: bool = False


def text(key: str, heading: str, *, required: bool = False, longest: int = 0, note: str = "") -> Column:
    """Return a column of text, `longest` characters at most."""
    return Column(key, heading, cells.text(longest or None), required, note=note)


def code(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of codes, whose leading zeros stay."""
    return Column(key, heading, cells.code(40), required, note=note, is_text=True)


def date(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of dates."""
    return Column(key, heading, cells.date(), required, note=note or "Ngày dạng dd/mm/yyyy.", is_date=True)


def whole(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of whole numbers, zero or more."""
    return Column(key, heading, cells.whole(), required, note=note or "Số nguyên, không âm.")


def decimal(key: str, heading: str, *, required: bool = False, note: str = "") -> Column:
    """Return a column of numbers with decimals."""
    return Column(key, heading, cells.decimal(), required, note=note or "Số, có thể có phần thập phân.")


def mark(key: str, heading: str, *, note: str = "") -> Column:
    """Return a column that is marked with x or left empty."""
    return Column(key, heading, cells.mark(), choices=("x",), note=note or "Đánh dấu x, hoặc để trống.")


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
    return Column(key, heading, cells.choice(names), required, tuple(labels), f"Một trong: {', '.join(labels)}.")
