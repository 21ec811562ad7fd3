"""From the sheets of a workbook to rows of kinds: headings matched, cells read, keys compared."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from neuguong.core.text import fold
from neuguong.interchange.columns import CLEAR, Column
from neuguong.interchange.kinds import KINDS, Kind
from neuguong.interchange.reading import cells
from neuguong.interchange.reading.datarows import DataRow, DataRows
from neuguong.interchange.reading.headings import Heading, heading_problems, match_headings, which_kind
from neuguong.interchange.reading.problems import problem, unreadable
from neuguong.interchange.reading.reader import Sheet, open_workbook
from neuguong.interchange.reading.values import CellError
from neuguong.interchange.rows import RowData, SheetData

RECORD = Column("record_", "Mã bản ghi", cells.text(40))
DEED = Column("deed_", "Thao tác", cells.text(40))
_LONGEST_CACHE = 20_000


class Shape:
    """What the reader needs to know of a kind: its sheet's title and headings."""

    def __init__(self, kind: type[Kind]) -> None:
        self.kind = kind
        self.sheet = kind.sheet
        self.columns = (*kind.columns, RECORD, DEED)
        self.headings: Sequence[Heading] = [
            Heading(
                column.key,
                column.heading,
                required=column.required or column.key in kind.required_headings,
                is_key=column.key in kind.key and column.required,
            )
            for column in self.columns
        ]


SHAPES = [Shape(kind) for kind in KINDS.values()]


def read(path: Path, mark: str) -> list[SheetData]:
    """Read every sheet that is of a known kind; `mark` begins this installation's record numbers.

    Raises UnreadableWorkbook where the file is no workbook, or holds no sheet of any kind.
    """
    found, titles = [], []
    with open_workbook(path) as sheets:
        for sheet in sheets:
            head = sheet.head()
            titles.append(sheet.title)
            shape = which_kind(sheet.title, head, SHAPES)
            if shape is not None:
                found.append(_SheetReader(shape, sheet, mark).read())
    if not found:
        known = ", ".join(shape.sheet for shape in SHAPES)
        raise unreadable(
            "tệp không có trang nào nhận ra được; đặt tên trang và tiêu đề cột như tệp mẫu.",
            expected=f"một trong các trang: {known}",
            found=", ".join(titles) or "không có trang nào",
        )
    _refuse_empty(found)
    order = list(KINDS)
    return sorted(found, key=lambda data: order.index(data.kind))


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, shape: Shape, sheet: Sheet, mark: str) -> None:
        self.shape, self.sheet, self.mark = shape, sheet, mark
        self.data = SheetData(sheet.title, shape.kind.code)
        self._caches: list[dict[Any, Any]] = [{} for _column in shape.columns]
        self._seen: dict[tuple[Any, ...], int] = {}

    def read(self) -> SheetData:
        """Return the sheet's rows; with wrong headings none are read."""
        match = match_headings(self.sheet.head(), self.shape.headings)
        self.data.heading_row = match.row_number
        self.data.problems = heading_problems(self.sheet.title, match, self.shape.headings)
        if self.data.problems:
            return self.data
        rows = DataRows(self.sheet, match, self.shape.headings)
        self.data.rows = list(self._rows(rows))
        self.data.skipped = rows.skipped
        return self.data

    def _rows(self, rows: DataRows) -> Iterator[RowData]:
        for found in rows:
            row = self._row(found)
            self._compare_keys(row)
            yield row

    def _row(self, found: DataRow) -> RowData:
        said: dict[str, Any] = {}
        row = RowData(self.sheet.title, found.number, said)
        for index, column in enumerate(self.shape.columns):
            cell = found.cells[index]
            value = None if cell is None else self._parsed(index, column, cell)
            if type(value) is CellError:
                row.fault(column, value.message, expected=value.expected, found=value.found)
                value = None
            said[column.key] = value
        self._extras(row)
        self._keys_filled(row)
        return row

    def _parsed(self, index: int, column: Column, cell: Any) -> Any:
        """Values repeat down a column, so each is read once; 1, 1.0 and True are not the same cell."""
        cache, key = self._caches[index], (type(cell), cell)
        try:
            return cache[key]
        except KeyError:
            value = column.parse(cell)
            if len(cache) < _LONGEST_CACHE:
                cache[key] = value
            return value

    def _extras(self, row: RowData) -> None:
        record, deed = row.said.pop(RECORD.key), row.said.pop(DEED.key)
        if isinstance(record, str):
            # A number of another installation says nothing here: the row is then matched by its key.
            mark, _dash, number = record.partition("-")
            if mark == self.mark and number.isdecimal():
                row.record = int(number)
        if isinstance(deed, str):
            row.withdraw = fold(deed) == "xoa"
            if not row.withdraw:
                why = f"chỉ nhận “Xóa” hoặc để trống, không nhận “{deed}”."
                row.fault(DEED, why, expected="Xóa hoặc để trống", found=deed)

    def _keys_filled(self, row: RowData) -> None:
        for key in self.shape.kind.key:
            column = next(column for column in self.shape.columns if column.key == key)
            value = row.said[key]
            if column.required and (value is None or value is CLEAR) and row.is_sound and row.record is None:
                row.fault(
                    column, f"cột “{column.heading}” bắt buộc có giá trị.", expected="có giá trị", found="ô trống"
                )

    def _compare_keys(self, row: RowData) -> None:
        """Equal keys inside one file are an error, never a merge."""
        if not row.is_sound:
            return
        key = ("#", row.record) if row.record else tuple(_comparable(row.said[name]) for name in self.shape.kind.key)
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            column = next(one for one in self.shape.columns if one.key == self.shape.kind.key[0])
            words = ", ".join(str(part) for part in key if part is not None)
            why = f"trùng với dòng {first} ({words}); mỗi bản ghi chỉ ghi một dòng, xóa bớt một dòng."
            row.fault(column, why, expected="một dòng cho mỗi bản ghi", found=f"dòng {first} và dòng {row.number}")


def _refuse_empty(sheets: list[SheetData]) -> None:
    """Empty sheets are passed over, as templates have them; a file without any row says so."""
    if not any(sheet.rows or sheet.problems for sheet in sheets):
        first = sheets[0]
        first.problems.append(
            problem(
                "không có dòng dữ liệu nào; nhập dữ liệu dưới dòng tiêu đề.",
                expected="ít nhất một dòng dữ liệu",
                found="không có",
                sheet=first.title,
                row=first.heading_row,
            )
        )


def _comparable(value: Any) -> Any:
    return fold(value) if type(value) is str and not value.isascii() else value
