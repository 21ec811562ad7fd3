"""What only unpacking shows, found in one pass over the parts before the parser sees them.

Runs inside the limited process. The parser (calamine) drops cells that show an error, formulas without a value
and rows without values, and it aborts the interpreter on a few lies; here they are seen first.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from neuguong.interchange.reading.guards import BROKEN, EXPECTED
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.parts import sheet_titles
from neuguong.interchange.reading.problems import UnreadableWorkbook, unreadable
from neuguong.interchange.reading.protocol import NO_VALUE

_SHEETS = "xl/worksheets/"
_CHUNK = 1 << 20
_OVERLAP = 1 << 16
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_UNIQUE_COUNT = re.compile(rb'<(?:\w+:)?sst\b[^>]*\buniqueCount="\s*(\d+)')
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,9})(\d{1,12})"')
_FORMULA = rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)"
_VALUELESS = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*t="str")[^>]*>' + _FORMULA + rb"(?:<v\s*/>|<v></v>)?()</c>"
)
_FAILED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\st="e"[^>]*>(?:' + _FORMULA + rb")?<v>([^<]{1,30})</v></c>")


class SheetFacts(NamedTuple):
    """What the parser does not tell of a sheet.

    `errors`: Excel's error by (row, column) from 1, NO_VALUE for a formula without a stored value.
    `blank_tail` counts the rows that the file holds below the last value.
    """

    errors: dict[tuple[int, int], str]
    blank_tail: int


def survey(path: Path, limits: Limits) -> dict[str, SheetFacts]:
    """Unpack every part once and return the facts of each worksheet by its title.

    Raises UnreadableWorkbook for declarations in XML (DTD, entities), a far cell, a false count of strings,
    and parts whose content is not what the archive says.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            for name, part in parts.items():
                if name.lower().endswith((".xml", ".rels")) and not name.startswith(_SHEETS):
                    _survey_part(name, _windows(archive, part), limits)
            titles = sheet_titles(archive)
            return {
                titles.get(name, name): _survey_sheet(titles.get(name), _windows(archive, part), limits)
                for name, part in parts.items()
                if name.startswith(_SHEETS) and name.endswith(".xml")
            }
    except (zipfile.BadZipFile, EOFError, zlib.error, ElementTree.ParseError) as error:
        raise unreadable(BROKEN, expected=EXPECTED, found="nội dung hỏng") from error


def column_number(letters: str) -> int:
    """Return the column's number from 1: "A" is 1, "XFD" 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _windows(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give the part's bytes in windows of whole rows, so that no cell is cut in two."""
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            window = kept + chunk
            if b"\0" in chunk or _DECLARATION.search(window):
                raise _declared(part.filename)
            cut = max(window.rfind(b"<row"), 0) or window.rfind(b"<c ")
            if cut <= 0:
                cut = max(0, len(window) - _OVERLAP)
            yield window[:cut]
            kept = window[cut:]
    yield kept


def _declared(part: str) -> UnreadableWorkbook:
    return unreadable(
        "Tệp có khai báo DTD hoặc thực thể XML, thứ Excel không bao giờ ghi; hãy mở bằng Excel, lưu lại rồi gửi.",
        expected=EXPECTED,
        found=f"DTD hoặc mã lạ trong {part}",
    )


def _survey_part(name: str, windows: Iterator[bytes], limits: Limits) -> None:
    for window in windows:
        counted = _UNIQUE_COUNT.search(window[:_OVERLAP]) if name.lower().endswith("strings.xml") else None
        if counted and int(counted[1]) > limits.shared_strings:
            raise unreadable(
                "Tệp khai sai số chuỗi dùng chung (uniqueCount); hãy mở bằng Excel, lưu lại rồi gửi lại.",
                expected=f"không quá {limits.shared_strings} chuỗi",
                found=f"uniqueCount={int(counted[1])}",
            )


def _survey_sheet(title: str | None, windows: Iterator[bytes], limits: Limits) -> SheetFacts:
    errors: dict[tuple[int, int], str] = {}
    blank_tail = 0
    for window in windows:
        last = max(window.rfind(b"</v>"), window.rfind(b"</t>"))
        below = window.count(b"<row", max(last, 0)) - window.count(b"<rowBreaks", max(last, 0))
        blank_tail = below if last >= 0 else blank_tail + below
        _check_distance(window, title, limits)
        for sign, pattern in ((b"<f", _VALUELESS), (b't="e"', _FAILED)):
            if sign in window:
                for column, row, shown in pattern.findall(window):
                    errors[int(row), column_number(column.decode())] = shown.decode() or NO_VALUE
    return SheetFacts(errors, blank_tail)


def _check_distance(window: bytes, title: str | None, limits: Limits) -> None:
    """Refuse a value far from everything else: a grid of all cells up to it fits in no memory."""
    place = max(window.rfind(b"</v>"), window.rfind(b"</t>"))
    found = _REFERENCE.match(window, window.rfind(b"<c ", 0, place)) if place >= 0 else None
    if found is None:
        return
    column, row = found[1].decode(), int(found[2])
    if row > limits.rows or column_number(column) > limits.columns:
        raise _too_far(f"ô {column}{row}", title)


def _too_far(found: str, sheet: str | None) -> UnreadableWorkbook:
    """Return the refusal of a sheet that has a value far outside of its table."""
    return unreadable(
        f"có giá trị nằm quá xa bảng ({found}); hãy bấm Ctrl+End để tới ô cuối, xóa các dòng và cột thừa, "
        "lưu lại rồi gửi lại.",
        expected="bảng liền nhau, bắt đầu gần ô A1",
        found=found,
        sheet=sheet,
    )
