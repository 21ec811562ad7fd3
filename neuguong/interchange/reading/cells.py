"""Parsers of cells by type: each takes a `Cell` and returns a value, None, CLEAR or a `CellError`.

None: the cell is empty and the stored value stays. CLEAR: it says `(xóa)` and the stored value is to go.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Final, TypeAlias, TypeVar

from neuguong.core.text import compose, fold
from neuguong.core.years import FIRST_YEAR, LAST_YEAR
from neuguong.interchange.reading.choices import folded, parse_choice, parse_mark
from neuguong.interchange.reading.dates import parse_date
from neuguong.interchange.reading.numbers import parse_decimal, parse_whole
from neuguong.interchange.reading.protocol import NO_VALUE
from neuguong.interchange.reading.values import Cell, CellError, ErrorMark, shown


class Clear:
    """`(xóa)`: the stored value is to go; an empty cell would leave it."""

    def __repr__(self) -> str:
        return "(xóa)"


CLEAR: Final = Clear()
T = TypeVar("T")
Parse: TypeAlias = Callable[[Cell], T | Clear | CellError | None]

_CLEAR_SAID = frozenset(["(xoa)", "(xoa bo)"])
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNUSUAL = re.compile("[^ -~\u00c0-\u01b0\u1ea0-\u1ef9]|  |^ | $")
_YEARS = re.compile(r"(?:nam )?(\d{4})(?: ?[-–—] ?(\d{4}))?")
_EXACT = 10**15
_RECKONING = Decimal("0.0000005")


def text(longest: int | None = None) -> Parse[str]:
    """Return the parser of text: NFC, trimmed, without invisible signs; control characters are refused.

    Text of at most `longest` characters is one line; text without a bound keeps its lines.
    """

    def parse(cell: Cell) -> str | CellError:
        said = _tidy(shown(cell), keep_lines=longest is None)
        if isinstance(said, str) and longest is not None and len(said) > longest:
            return _error(f"không quá {longest} ký tự", cell, f"dài {len(said)} ký tự, quá mức {longest}.")
        return said

    return _filled(parse)


def code(longest: int = 40) -> Parse[str]:
    """Return the parser of codes: text keeps its leading zeros, a number gives its digits.

    A date is refused: Excel has turned a code such as `01-02` into one. Where Excel may have eaten zeros,
    `padded` finds the code that was meant.
    """
    as_text = text(longest)

    def parse(cell: Cell) -> str | Clear | CellError | None:
        if isinstance(cell, str) and cell.isascii() and cell.isalnum() and len(cell) <= longest:
            return cell
        if isinstance(cell, dt.date):
            return _error("mã", cell, "là ngày; Excel đã đổi mã thành ngày, hãy định dạng cột là Text rồi gõ lại.")
        if isinstance(cell, float) or (isinstance(cell, int) and abs(cell) >= _EXACT):
            return _error("mã", cell, "là số nên có thể đã mất chữ số; hãy định dạng cột là Text rồi gõ lại.")
        return as_text(cell.lstrip("'") if isinstance(cell, str) else cell)

    return _filled(parse)


def padded(said: str, known: Collection[str]) -> str | None:
    """Return the one code of `known` that is `said` with zeros in front, which Excel may have eaten."""
    if not said.isdecimal():
        return None
    found = {other for other in known if other != said and other.isdecimal() and int(other) == int(said)}
    return found.pop() if len(found) == 1 else None


def date(*, year_alone: bool = False) -> Parse[dt.date]:
    """Return the parser of dates; with `year_alone` a bare year is its 1 January."""
    return _filled(lambda cell: parse_date(cell, year_alone=year_alone))


def whole(least: int = 0, most: int | None = None) -> Parse[int]:
    """Return the parser of whole numbers, from `least` to `most`."""

    def parse(cell: Cell) -> int | CellError:
        said = parse_whole(cell, least)
        if isinstance(said, int) and most is not None and said > most:
            return _error(f"không quá {most}", cell, f"lớn hơn {most}; hãy kiểm tra lại.")
        return said

    return _filled(parse)


def decimal(places: int | None = None, digits: int = 18) -> Parse[Decimal]:
    """Return the parser of numbers with at most `places` decimals and `digits` digits before them.

    What a computer's reckoning leaves beyond the sixth decimal (0.30000000000000004) is no decimal.
    """

    def parse(cell: Cell) -> Decimal | CellError:
        said = parse_decimal(cell)
        if not isinstance(said, Decimal):
            return said
        if abs(said) >= 10**digits:
            return _error(f"không quá {digits} chữ số", cell, f"có quá {digits} chữ số; hãy kiểm tra lại.")
        rounded = said if places is None else round(said, places)
        if abs(said - rounded) > _RECKONING:
            return _error(f"không quá {places} chữ số thập phân", cell, f"có quá {places} chữ số thập phân.")
        return rounded

    return _filled(parse)


def mark() -> Parse[bool]:
    """Return the parser of a yes-mark."""
    return _filled(parse_mark)


def choice(names: Mapping[str, T]) -> Parse[T]:
    """Return the parser of a listed value: name or alias → value, understood without marks and in any case."""
    known = folded(names)
    return _filled(lambda cell: parse_choice(cell, names, known))


def years() -> Parse[tuple[int, int]]:
    """Return the parser of a year or a range of years (`2023`, `2021-2025`): the first and the last."""

    def parse(cell: Cell) -> tuple[int, int] | CellError:
        found = _YEARS.fullmatch(fold(shown(cell)))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if FIRST_YEAR <= first <= last <= LAST_YEAR:
            return first, last
        why = "không phải năm; hãy viết như 2023 hoặc 2021-2025."
        if found and not (FIRST_YEAR <= first <= LAST_YEAR and FIRST_YEAR <= last <= LAST_YEAR):
            why = f"năm nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; hãy kiểm tra lại năm."
        elif found:
            why = "năm sau trước năm đầu; hãy viết như 2021-2025."
        return _error("năm, hoặc hai năm như 2021-2025", cell, why)

    return _filled(parse)


def _filled(parse: Callable[[Cell], T | Clear | CellError | None]) -> Parse[T]:
    """Return `parse` for any cell: what is empty, cleared or shows an error is dealt with before."""

    def whatever(cell: Cell) -> T | Clear | CellError | None:
        if cell is None:
            return None
        if isinstance(cell, str):
            if not cell or cell.isspace():
                return None
            if "(" in cell and fold(cell) in _CLEAR_SAID:
                return CLEAR
        elif isinstance(cell, ErrorMark):
            return _failed(cell)
        return parse(cell)

    return whatever


def _failed(cell: ErrorMark) -> CellError:
    if cell.code == NO_VALUE:
        why = "ô có công thức chưa được tính; hãy mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị vào ô."
    else:
        why = f"ô đang báo lỗi {cell}; hãy sửa công thức hoặc gõ thẳng giá trị vào ô."
    return CellError("một giá trị", str(cell), why)


def _tidy(said: str, *, keep_lines: bool) -> str | CellError:
    if not _UNUSUAL.search(said):
        return said if unicodedata.is_normalized("NFC", said) else compose(said)
    if found := _CONTROL.search(said):
        sign = f"U+{ord(found[0]):04X}"
        why = f"ô có ký tự điều khiển {sign} không nhìn thấy được; hãy xóa ô và gõ lại."
        return CellError("chữ thường", sign, why)
    visible = said.translate(_INVISIBLE)
    if not keep_lines:
        return compose(visible)
    return "\n".join(compose(line) for line in visible.splitlines()).strip()


def _error(expected: str, cell: Cell, why: str) -> CellError:
    return CellError(expected, shown(cell), f"“{shown(cell)}” {why}")
