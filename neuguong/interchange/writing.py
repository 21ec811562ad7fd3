"""Workbooks out: templates, exports and rejects, written row by row in bounded memory.

The same input gives the same bytes. Text is always written as text: what begins like a formula stays harmless,
also after someone edits the cell.
"""

import datetime as dt
import errno
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.exceptions import FileCreateError

from neuguong.core.errors import Refusal
from neuguong.core.files import write_whole
from neuguong.interchange.reading.headings import GUIDE

CellOut: TypeAlias = str | int | float | Decimal | bool | dt.date | dt.datetime | None
"""True is written as x, False and None as an empty cell."""

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
"""Excel's own bounds: rows below the headings of a sheet, characters in a cell."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = dt.datetime(2000, 1, 1)
_FORMULA_STARTS = tuple("=+-@\t\r\n\0")
_FIRST_DATE = dt.date(1900, 3, 1)
_MOST_DIGITS = 10**15
_LONGEST_LIST = 255
_VALIDATED_ROWS = 10_000


class Style(StrEnum):
    """How a column's cells look; a code is formatted as text, so that Excel keeps a typed `007`."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    WHOLE = "whole"
    DECIMAL = "decimal"


_NUMBER_FORMATS = {Style.CODE: "@", Style.DATE: "dd/mm/yyyy", Style.WHOLE: "0"}
_WIDTHS = {Style.TEXT: 28, Style.CODE: 14, Style.DATE: 13, Style.WHOLE: 11, Style.DECIMAL: 12}
_WORDS = {
    Style.TEXT: "Chữ",
    Style.CODE: "Mã, giữ số 0 ở đầu",
    Style.DATE: "Ngày dạng dd/mm/yyyy",
    Style.WHOLE: "Số nguyên",
    Style.DECIMAL: "Số",
}
_GUIDE_HEADINGS = ("Trang", "Cột", "Bắt buộc", "Cách ghi", "Giá trị nhận", "Giải thích")
_GUIDE_WIDTHS = (18, 26, 11, 24, 60, 60)
_GUIDE_RULES = (
    "Mỗi trang là một bảng; dòng đầu là tên các cột, mỗi dòng sau là một bản ghi.",
    "Cột có nền sẫm là bắt buộc. Thứ tự cột không quan trọng; cột thừa được bỏ qua.",
    "Ô để trống thì giữ nguyên giá trị đã có; ghi (xóa) để xóa giá trị đó.",
    "Dòng trống, dòng Tổng, Cộng và ghi chú dưới bảng được bỏ qua.",
)


@dataclass(frozen=True, slots=True)
class ColumnOut:
    """One column: its heading exactly as written, how its cells look, and what the guide says of it."""

    heading: str
    required: bool = False
    style: Style = Style.TEXT
    choices: tuple[str, ...] = ()
    note: str = ""
    width: int | None = None


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet; `rows` is gone through once and each row has a cell per column."""

    title: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[CellOut]] = ()


def write_workbook(path: Path, sheets: Iterable[SheetOut], *, guide: bool = True) -> None:
    """Write `sheets`, and with `guide` a last sheet that explains their columns, to `path`.

    The file appears whole or not at all. Raises Refusal for more rows or a longer text than Excel holds, OSError
    where it can't be written.
    """
    # Rows wait in temporary files; the packed workbook is small, and a full disk leaves no half-written archive.
    packed = io.BytesIO()
    try:
        with xlsxwriter.Workbook(packed, _OPTIONS) as book:
            book.set_properties({"created": _CREATED})
            writer = _Writer(book)
            written = [(sheet.title, writer.write(sheet)) for sheet in sheets]
            if guide:
                writer.write_guide(written)
    except FileCreateError as error:
        raise OSError(errno.EIO, "không ghi được", str(path)) from error
    write_whole(path, packed.getbuffer())


class _Writer:
    """Writes sheets into one book; formats are made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        looks_of = {True: _heading_look("#7A1A1A", "#FFFFFF"), False: _heading_look("#F3E4DC", "#3A2A26")}
        self._headings = {required: book.add_format(look) for required, look in looks_of.items()}
        # Headings of rejected rows are those of the file that was sent.
        self._quoted_headings = {
            required: book.add_format({**look, "quote_prefix": True}) for required, look in looks_of.items()
        }
        self._moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})
        looks = {style: {"num_format": _NUMBER_FORMATS.get(style, "General"), "valign": "top"} for style in Style}
        self._plain = {style: book.add_format(look) for style, look in looks.items()}
        self._quoted = {style: book.add_format({**look, "quote_prefix": True}) for style, look in looks.items()}

    def write(self, sheet: SheetOut) -> Sequence[ColumnOut]:
        """Write one sheet and return its columns."""
        page = self._book.add_worksheet(sheet.title)
        for index, column in enumerate(sheet.columns):
            width = column.width or max(_WIDTHS[column.style], len(column.heading) + 4)
            page.set_column(index, index, width, self._plain[column.style])
            heads = self._quoted_headings if _begins_a_formula(column.heading) else self._headings
            page.write_string(0, index, column.heading, heads[column.required])
            if column.choices:
                page.data_validation(1, index, _VALIDATED_ROWS, index, _drop_down(column.choices))
        last = 0
        for last, row in enumerate(sheet.rows, start=1):
            if last > MOST_ROWS:
                words = _("Trang “%(sheet)s” có quá %(most)s dòng, Excel không chứa được; hãy chọn ít hơn.")
                raise Refusal(words % {"sheet": sheet.title, "most": MOST_ROWS})
            for index, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
                if value is not None and value is not False and value != "":
                    self._write_cell(page, last, index, value, column)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(last, 1), max(len(sheet.columns) - 1, 0))
        return sheet.columns

    def _write_cell(self, page: Any, row: int, index: int, value: CellOut, column: ColumnOut) -> None:
        look = self._plain[column.style]
        if value is True:
            page.write_string(row, index, "x", look)
        elif isinstance(value, dt.datetime):
            page.write_datetime(row, index, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, dt.date) and value >= _FIRST_DATE:
            page.write_datetime(row, index, value, self._plain[Style.DATE])
        elif isinstance(value, int | float | Decimal) and abs(float(value)) < _MOST_DIGITS:
            page.write_number(row, index, float(value), look)
        else:
            self._write_text(page, row, index, _as_text(value), column)

    def _write_text(self, page: Any, row: int, index: int, text: str, column: ColumnOut) -> None:
        if len(text) > LONGEST_TEXT:
            raise Refusal(
                _("Cột “%(column)s”, dòng %(row)s: nội dung dài %(long)s ký tự, Excel chỉ chứa %(most)s; hãy rút ngắn.")
                % {"column": column.heading, "row": row + 1, "long": len(text), "most": LONGEST_TEXT}
            )
        looks = self._quoted if _begins_a_formula(text) else self._plain
        page.write_string(row, index, text, looks[column.style])

    def write_guide(self, sheets: Iterable[tuple[str, Sequence[ColumnOut]]]) -> None:
        """Write the sheet that explains the columns of `sheets`."""
        page = self._book.add_worksheet(GUIDE)
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        write: Callable[..., Any] = page.write_string
        for index, width in enumerate(_GUIDE_WIDTHS):
            page.set_column(index, index, width)
        row = 0
        for row, rule in enumerate(_GUIDE_RULES):
            write(row, 0, rule)
        row += 2
        for index, heading in enumerate(_GUIDE_HEADINGS):
            write(row, index, heading, self._headings[False])
        for title, columns in sheets:
            for column in columns:
                row += 1
                for index, text in enumerate(_guide_line(title, column)):
                    if text:
                        write(row, index, text, wrapped)


def _heading_look(background: str, ink: str) -> dict[str, object]:
    return {
        "bold": True,
        "bg_color": background,
        "font_color": ink,
        "border": 1,
        "border_color": "#BFB3AE",
        "text_wrap": True,
        "valign": "vcenter",
    }


def _drop_down(choices: Sequence[str]) -> dict[str, object]:
    """Return the validation of a listed value; other spellings only warn, since the import understands them.

    Excel takes a list of at most 255 characters; a longer one allows any value and stands in the guide.
    """
    if len(",".join(choices)) > _LONGEST_LIST or any("," in choice for choice in choices):
        return {"validate": "any"}
    return {
        "validate": "list",
        "source": list(choices),
        "error_type": "warning",
        "error_title": "Ngoài danh mục",
        "error_message": "Giá trị này không có trong danh mục; xem trang Hướng dẫn.",
    }


def _begins_a_formula(text: str) -> bool:
    """Tell whether a text would be read as a formula once its cell is edited, as after spaces too."""
    return text.lstrip(" ").startswith(_FORMULA_STARTS)


def _as_text(value: CellOut) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def _guide_line(title: str, column: ColumnOut) -> tuple[str, ...]:
    required = "Có" if column.required else ""
    return title, column.heading, required, _WORDS[column.style], ", ".join(column.choices), column.note
