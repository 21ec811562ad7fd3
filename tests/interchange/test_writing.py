"""Workbooks that are written look as they should, come back as they went out, and carry no formula."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from neuguong.core.errors import Refusal
from neuguong.interchange.reading.datarows import DataRows
from neuguong.interchange.reading.headings import GUIDE, Heading, match_headings
from neuguong.interchange.reading.reader import open_workbook
from neuguong.interchange.writing import CellOut, ColumnOut, SheetOut, Style, write_workbook
from tests.interchange.reading.files import cells_of

COLUMNS = (
    ColumnOut("Mã người", required=True, style=Style.CODE, note="Mã không đổi của người."),
    ColumnOut("Họ và tên", required=True),
    ColumnOut("Ngày sinh", style=Style.DATE),
    ColumnOut("Đảng viên", choices=("Chính thức", "Dự bị", "Không")),
    ColumnOut("Điểm", style=Style.DECIMAL, width=20),
    ColumnOut("Người đứng đầu", style=Style.TEXT),
    ColumnOut("Có mặt", style=Style.WHOLE),
)
ROWS: list[list[CellOut]] = [
    ["007", "Lê Thị Mây", dt.date(1970, 6, 5), "Dự bị", Decimal("95.5"), True, 12],
    ["008", "Vi A", None, None, None, False, None],
]


def written(path: Path, rows: list[list[CellOut]] | None = None) -> Path:
    write_workbook(path, [SheetOut("Người", COLUMNS, ROWS if rows is None else rows)])
    return path


def sheet_of(path: Path, title: str = "Người") -> Worksheet:
    sheet = openpyxl.load_workbook(path)[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")
    wanted = [Heading(column.heading, column.heading, required=column.required) for column in COLUMNS]
    with open_workbook(path) as sheets:
        sheet = next(sheets)
        match = match_headings(sheet.head(), wanted)
        blocks = list(DataRows(sheet, match, wanted).blocks(100))
        assert next(sheets).title == GUIDE
    assert match.missing == match.extra == []
    assert [list(row) for _numbers, columns in blocks for row in zip(*columns, strict=True)] == [
        ["007", "Lê Thị Mây", dt.date(1970, 6, 5), "Dự bị", 95.5, "x", 12],
        ["008", "Vi A", None, None, None, None, None],
    ]


def test_headings_are_exact_bold_frozen_and_filtered(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path / "a.xlsx"))
    headings = list(sheet[1])
    assert [cell.value for cell in headings] == [column.heading for column in COLUMNS]
    assert all(cell.font.bold for cell in headings)
    fills = {cell.value: cell.fill.fgColor.rgb for cell in headings}
    assert fills["Mã người"] == fills["Họ và tên"] != fills["Ngày sinh"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"


def test_formats_and_widths(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path / "a.xlsx"))
    assert [cell.number_format for cell in sheet[2]] == [
        "@",
        "General",
        "dd/mm/yyyy",
        "General",
        "General",
        "General",
        "0",
    ]
    assert sheet.column_dimensions["E"].width == pytest.approx(20, abs=1)
    # An empty template keeps a typed 007 too.
    template = sheet_of(written(tmp_path / "b.xlsx", []))
    assert [template.column_dimensions[letter].number_format for letter in "AC"] == ["@", "dd/mm/yyyy"]


def test_listed_values_drop_down_and_only_warn(tmp_path: Path) -> None:
    validations = sheet_of(written(tmp_path / "a.xlsx")).data_validations.dataValidation
    assert [(str(one.sqref), one.formula1, one.errorStyle) for one in validations] == [
        ("D2:D10001", '"Chính thức,Dự bị,Không"', "warning")
    ]
    long = ColumnOut("Loại", choices=tuple(f"Đảng bộ thứ {n}" for n in range(40)))
    write_workbook(tmp_path / "b.xlsx", [SheetOut("Tổ chức", [long])])
    assert sheet_of(tmp_path / "b.xlsx", "Tổ chức").data_validations.dataValidation == []
    assert "Đảng bộ thứ 39" in str(list(sheet_of(tmp_path / "b.xlsx", GUIDE).values))


def test_the_guide_explains_each_column(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(path).sheetnames[-1] == GUIDE
    lines = [line for line in sheet_of(path, GUIDE).values if line[0] == "Người"]
    assert [line[1] for line in lines] == [column.heading for column in COLUMNS]
    assert lines[0] == ("Người", "Mã người", "Có", "Mã, giữ số 0 ở đầu", None, "Mã không đổi của người.")
    assert lines[3][4] == "Chính thức, Dự bị, Không"
    write_workbook(tmp_path / "b.xlsx", [SheetOut("Người", COLUMNS)], guide=False)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == ["Người"]


DANGEROUS = [
    "=1+1",
    "  =1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "=cmd|' /C calc'!A0",
    "{=1}",
    "http://a.b",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    columns = [ColumnOut("Mã", style=Style.CODE), ColumnOut(text), ColumnOut("Điểm", style=Style.DECIMAL)]
    write_workbook(tmp_path / "a.xlsx", [SheetOut("Trang", columns, [[text, text, text]])])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in xml
        assert b"<hyperlink" not in xml
    heads, row = list(sheet_of(tmp_path / "a.xlsx", "Trang").rows)
    assert {cell.data_type for cell in (*heads, *row)} <= {"s", "inlineStr"}
    quoted = text.lstrip(" ")[0] in "=+-@\t\r\n\0"
    assert all(bool(cell.style and cell.quotePrefix) is quoted for cell in (heads[1], *row))


@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(-(10**20), 10**20), st.floats(), st.datetimes()), max_size=3)
)
def test_any_value_can_be_written(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[CellOut, ...]]) -> None:
    path = tmp_path_factory.mktemp("out") / "a.xlsx"
    columns = [ColumnOut(name) for name in "ABCD"]
    write_workbook(path, [SheetOut("Trang", columns, [[*row] for row in rows])])
    assert len(list(sheet_of(path, "Trang").rows)) == max(len(rows), 0) + 1


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a.xlsx"), written(tmp_path / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_many_rows_stream_through(tmp_path: Path) -> None:
    held: list[int] = []

    def rows() -> Iterator[list[CellOut]]:
        for number in range(3_000):
            held.append(number)
            yield [f"{number:05}"]

    sheets = (SheetOut(title, [ColumnOut("Mã", style=Style.CODE)], rows()) for title in ("Một", "Hai"))
    write_workbook(tmp_path / "a.xlsx", sheets)
    assert len(held) == 6_000
    assert [row[0] for row in cells_of(tmp_path / "a.xlsx")[1:]] == [f"{number:05}" for number in range(3_000)]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(Refusal, match="Cột “Họ và tên”, dòng 2: nội dung dài 32768 ký tự"):
        written(path, [["007", "x" * 32_768, None, None, None, None, None]])
    with pytest.raises(ValueError, match="zip"):
        written(path, [["007"]])
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.xlsx"]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neuguong.interchange.writing.MOST_ROWS", 1)
    with pytest.raises(Refusal, match="Trang “Người” có quá 1 dòng"):
        written(tmp_path / "a.xlsx")


def test_old_dates_and_moments(tmp_path: Path) -> None:
    moment = dt.datetime(2023, 6, 5, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    rows: list[list[CellOut]] = [[dt.date(1890, 5, 19), moment, float("nan"), 10**18]]
    write_workbook(tmp_path / "a.xlsx", [SheetOut("Trang", [ColumnOut(name) for name in "ABCD"], rows)])
    assert cells_of(tmp_path / "a.xlsx")[1] == ["19/05/1890", dt.datetime(2023, 6, 5, 14, 30), "nan", str(10**18)]
