"""Finds the heading row of a sheet, which column is which, and which kind of rows a sheet holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from neuguong.interchange.reading.choices import key, nearest
from neuguong.interchange.reading.legacy import RowDecoder, decode
from neuguong.interchange.reading.problems import Problem, problem
from neuguong.interchange.reading.values import Cell, Row

GUIDE = "Hướng dẫn"
"""The title of the explanatory sheet, which holds no rows."""

_ROWS_LOOKED_AT = 40
_HINT = re.compile(r"[(\[{<].*?[)\]}>]|\*+|\bd+ ?[/.-] ?m+ ?[/.-] ?y+\b", re.DOTALL | re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is wanted: its name in code, the heading's text, whether it must be there.

    `is_key`: the column is part of what the row is found by; such a cell is never empty in a row of data.
    """

    key: str
    label: str
    required: bool = False
    is_key: bool = False
    aliases: tuple[str, ...] = ()


class SheetKind(Protocol):
    """What a sheet may be: its title and the columns that belong to it."""

    @property
    def sheet(self) -> str:
        """The sheet's title in a template."""

    @property
    def headings(self) -> Sequence[Heading]:
        """The columns, in the template's order."""


KindT = TypeVar("KindT", bound=SheetKind)


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """Where the headings stand: `row_index` in the rows given, `row_number` in Excel, columns from 0.

    Both are -1 and 0 when no heading row was found. `extra` are headings that nothing wants, `missing` the
    keys of required columns that are not there, `repeated` labels of columns that are there twice, and
    `likely` says what an extra heading may have been meant for (its text → a wanted label).
    """

    row_index: int
    row_number: int
    positions: dict[str, int]
    extra: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    likely: dict[str, str] = field(default_factory=dict)


def match_headings(rows: Sequence[Row], wanted: Sequence[Heading]) -> HeadingMatch:
    """Return the best heading row among the first rows of a sheet, and its columns.

    Order, case, marks, spaces, line breaks, hints in brackets, asterisks and old encodings don't matter. Of
    two rows just below each other that match alike the lower one counts (a heading of two storeys).
    """
    names = _names(wanted)
    best, best_score = -1, 0
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        score = len({names[name] for name in _keys(rows, index, names) if name in names})
        follows = index == best + 1 and row.number == rows[best].number + 1
        if score > best_score or (follows and score == best_score > 0):
            best, best_score = index, score
    if best_score < min(2, len(wanted)):
        return HeadingMatch(-1, 0, {}, missing=[heading.key for heading in wanted if heading.required])
    return _matched(rows, best, wanted)


def which_kind(title: str, rows: Sequence[Row], kinds: Iterable[KindT]) -> KindT | None:
    """Return the kind of a sheet: by its title, or else by its headings; None when neither tells.

    By headings the kind must have all its required columns there and more columns than any other such kind;
    if no kind has them all, the one that lacks the fewest, so that what is missing can be named.
    """
    choices = list(kinds)
    said = key(_COPY.sub("", decode(title)[0]))
    for kind in choices:
        if said == key(kind.sheet):
            return kind
    if said == key(GUIDE):
        return None
    ranked = sorted(((_likeness(rows, kind), index) for index, kind in enumerate(choices)), reverse=True)
    ranked = [(likeness, index) for likeness, index in ranked if likeness[0] > _HALF]
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return choices[ranked[0][1]]


_HALF = 0.5


def _likeness(rows: Sequence[Row], kind: SheetKind) -> tuple[float, int]:
    """Return the share of the kind's required columns that are there, and how many columns are."""
    match = match_headings(rows, kind.headings)
    required = sum(heading.required for heading in kind.headings)
    there = required - len(match.missing)
    return (there / required if required else 0.0), len(match.positions)


def heading_problems(sheet: str, match: HeadingMatch, wanted: Sequence[Heading]) -> list[Problem]:
    """Return what is wrong with the headings of `sheet`: required ones not there, ones that are there twice."""
    labels = {heading.key: heading.label for heading in wanted}
    row = match.row_number or None
    found = [
        problem(
            f"có hai cột “{label}”; hãy bỏ bớt một cột hoặc đổi tên.",
            expected=f"một cột “{label}”",
            found=f"hai cột “{label}”",
            sheet=sheet,
            row=row,
            column=label,
        )
        for label in match.repeated
    ]
    return found + [_missing(sheet, row, labels[name], match) for name in match.missing]


def _missing(sheet: str, row: int | None, label: str, match: HeadingMatch) -> Problem:
    near = next((extra for extra, meant in match.likely.items() if meant == label), None)
    if row is None:
        mend = "không tìm thấy dòng tiêu đề; hãy đặt tên các cột như trong tệp mẫu"
    elif near:
        mend = f"gần nhất là cột “{near}”, hãy đổi tên cột đó thành “{label}”"
    else:
        mend = "hãy thêm cột này, như trong tệp mẫu"
    return problem(
        f"thiếu cột bắt buộc “{label}”; {mend}.",
        expected=f"cột “{label}”",
        found=f"cột “{near}”" if near else "không có",
        sheet=sheet,
        row=row,
        column=label,
    )


def _matched(rows: Sequence[Row], index: int, wanted: Sequence[Heading]) -> HeadingMatch:
    names = _names(wanted)
    labels = {heading.key: heading.label for heading in wanted}
    positions: dict[str, int] = {}
    extra, repeated = [], []
    for column, (name, text) in enumerate(zip(_keys(rows, index, names), _texts(rows[index].cells), strict=True)):
        meant = names.get(name)
        if meant is None:
            extra += [text] if text else []
        elif meant in positions:
            repeated.append(labels[meant])
        else:
            positions[meant] = column
    absent = [heading.label for heading in wanted if heading.key not in positions]
    near = {text: nearest(text, absent) for text in extra}
    return HeadingMatch(
        row_index=index,
        row_number=rows[index].number,
        positions=positions,
        extra=extra,
        missing=[heading.key for heading in wanted if heading.required and heading.key not in positions],
        repeated=repeated,
        likely={text: label for text, label in near.items() if label},
    )


def _names(wanted: Sequence[Heading]) -> dict[str, str]:
    return {key(name): heading.key for heading in wanted for name in (heading.label, *heading.aliases)}


def _texts(cells: Sequence[Cell]) -> list[str]:
    """Return the headings in Unicode, on one line each; what is no text is no heading."""
    decoded = RowDecoder().decode(cells).cells
    return [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in decoded]


def _keys(rows: Sequence[Row], index: int, names: Mapping[str, str]) -> list[str]:
    """Return what each heading of a row is compared by.

    Where a heading is not wanted by itself, it may be so together with the one above it: "Đảng" below a
    "Chức vụ" that spans three columns.
    """
    row = rows[index]
    keys = [_key(text) for text in _texts(row.cells)]
    if index == 0 or rows[index - 1].number != row.number - 1:
        return keys
    above = ""
    for column, text in enumerate(_texts(rows[index - 1].cells)[: len(keys)]):
        above = _key(text) or above
        if keys[column] and keys[column] not in names and above + keys[column] in names:
            keys[column] = above + keys[column]
    return keys


def _key(text: str) -> str:
    """Return what a heading is compared by; a hint in brackets says nothing, unless it is all there is."""
    return key(_HINT.sub(" ", text)) or key(text)
