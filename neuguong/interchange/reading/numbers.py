"""Numbers as people type them, in the Vietnamese and the English way."""

import math
import re
from decimal import Decimal

from neuguong.interchange.reading.values import Cell, CellError, shown

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_PLAIN = re.compile(r"[+-]?\d+")
_GROUPED = re.compile(r"([+-]?\d{1,3})((?:\.\d{3})+)(?:,(\d+))?|([+-]?\d{1,3})((?:,\d{3})+)(?:\.(\d+))?")
_DECIMAL = re.compile(r"([+-]?\d+)[.,](\d+)")
_DOUBTFUL = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_MOST_DIGITS = 18


def parse_decimal(cell: Cell) -> Decimal | CellError:
    """Return the number that `cell` holds; `1.234,5` and `1,234.5` are both understood, so is `99,8 %`.

    Text such as `1.234` is refused: it is a thousand to one person and one to another.
    """
    if isinstance(cell, str):
        bare = _bare(cell)
        if _DOUBTFUL.fullmatch(bare):
            whole = bare.replace(".", "").replace(",", "")
            return _error(
                "số",
                cell,
                f"có thể hiểu là {whole} hoặc là số thập phân; hãy viết {whole} hoặc thêm chữ số sau dấu phẩy.",
            )
    number = _from_text(_bare(cell)) if isinstance(cell, str) else _from_number(cell)
    return _error("số", cell, "không phải số; hãy chỉ viết chữ số.") if number is None else number


def parse_whole(cell: Cell, least: int = 0) -> int | CellError:
    """Return the whole number, at least `least`, that `cell` holds; `1.234` and `1,234` are a thousand."""
    expected = "số nguyên không âm" if least == 0 else f"số nguyên từ {least}"
    number = _from_text(_bare(cell)) if isinstance(cell, str) else _from_number(cell)
    if number is None:
        return _error(expected, cell, "không phải số; hãy chỉ viết chữ số.")
    if number != int(number):
        return _error(expected, cell, "là số lẻ, ở đây cần số nguyên.")
    if number < least:
        return _error(expected, cell, f"nhỏ hơn {least}; hãy kiểm tra lại.")
    return int(number)


def _from_number(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return Decimal(repr(cell))


def _bare(text: str) -> str:
    """Return the text without spaces (a group sign too) and the per cent sign."""
    return _SPACES.sub("", text).removesuffix("%")


def _from_text(bare: str) -> Decimal | None:
    """Return the number, groups first: three digits after the only sign are a group."""
    if sum(char.isdecimal() for char in bare) > _MOST_DIGITS or not bare.isascii():
        return None
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if found := _GROUPED.fullmatch(bare):
        head, groups, tail = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        if head.lstrip("+-") != "0":
            return Decimal(head + groups.replace(".", "").replace(",", "") + (f".{tail}" if tail else ""))
    if found := _DECIMAL.fullmatch(bare):
        return Decimal(f"{found[1]}.{found[2]}")
    return None


def _error(expected: str, cell: Cell, why: str) -> CellError:
    return CellError(expected, shown(cell), f"“{shown(cell)}” {why}")
