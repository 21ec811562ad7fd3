"""Cells come as they stand, row by row, through a process of its own."""

import datetime as dt
import os
import subprocess
import sys
import threading
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from neuguong.interchange.reading.protocol import CHILD, NO_VALUE
from neuguong.interchange.reading.reader import open_workbook
from neuguong.interchange.reading.values import Cell, ErrorMark
from tests.interchange.reading.files import cells_of, pack, parts, read, table, text_cell


def saved(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Người"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_each_sort_of_cell(tmp_path: Path) -> None:
    moment = dt.datetime(2023, 6, 5, 14, 30)
    path = saved(tmp_path / "a.xlsx", [["007", 7, 7.5, dt.date(2023, 6, 5), moment, True, None, "", "Đảng bộ"]])
    assert cells_of(path) == [["007", 7, 7.5, dt.date(2023, 6, 5), moment, True, None, None, "Đảng bộ"]]
    assert [type(cell) for cell in cells_of(path)[0][:4]] == [str, int, float, dt.date]


def test_columns_and_rows_keep_their_places(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "a.xlsx", parts(f'<row r="4">{text_cell("C4", "x")}</row><row r="7">{text_cell("D7", "y")}</row>')
    )
    assert read(path) == {"Người": [(4, [None, None, "x", None]), (7, [None, None, None, "y"])]}


def test_errors_and_formulas(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+1</f></c>'
        '<c r="D1" s="0"><f>1+1</f><v></v></c><c r="E1" t="str"><f>IF(1,"","")</f><v></v></c>'
        '<c r="F1"><v>1E999</v></c></row><row r="2"><c r="B2"><f>A1</f><v/></c></row>'
    )
    never = ErrorMark(NO_VALUE)
    expected: list[list[Cell]] = [
        [ErrorMark("#N/A"), 2, never, never, None, ErrorMark("inf")],
        [None, never],
    ]
    assert cells_of(pack(tmp_path / "a.xlsx", parts(row))) == expected


def test_formulas_that_openpyxl_saved_without_values(tmp_path: Path) -> None:
    assert cells_of(saved(tmp_path / "a.xlsx", [["x", "=1+1"]])) == [["x", ErrorMark(NO_VALUE)]]


def test_merged_cells_reach_down_but_not_across(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [["Danh sách", None], ["CB01", "Lê A"], [None, "Lê B"], [None, None], ["CB02", "Lê C"], [None, "Lê D"]]
    for row in rows:
        sheet.append(row)
    for area in ("A1:B1", "A2:A4", "A5:A5"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == [
        ["Danh sách", None],
        ["CB01", "Lê A"],
        ["CB01", "Lê B"],
        ["CB02", "Lê C"],
        [None, "Lê D"],
    ]


def test_sheets_come_in_order_and_may_be_left_unread(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for title in ("Tổ chức", "Người", "Ẩn"):
            sheet = book.add_worksheet(title)
            for row in range(700):
                sheet.write_string(row, 0, f"{title} {row}")
        sheet.hide()
    with open_workbook(tmp_path / "a.xlsx") as sheets:
        first = next(sheets)
        assert (first.title, first.hidden) == ("Tổ chức", False)
        assert [row.number for row in first.head(3)] == [1, 2, 3]
        second = next(sheets)
        assert [row.number for row in second.head(2)] == [1, 2]
        assert [row.number for row in second.rows()] == list(range(1, 701))
        third = next(sheets)
        assert (third.title, third.hidden) == ("Ẩn", True)
        assert next(third.rows()).cells == ["Ẩn 0"]


def test_blank_rows_are_counted_not_given(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(4, 200_004))
    sheet = table([["Mã người"], ["007"]]) + f'<row r="3">{text_cell("A3", " ")}</row>' + blank
    with open_workbook(pack(tmp_path / "a.xlsx", parts(sheet))) as sheets:
        found = next(sheets)
        assert [row.cells for row in found.rows()] == [["Mã người"], ["007"]]
        assert found.blank_tail == 200_001


def test_a_false_dimension_hides_nothing(tmp_path: Path) -> None:
    rows = [["Mã người", "Họ và tên"], ["007", "Lê A"], ["008", "Lê B"]]
    for dimension in ("A1", "A1:B2", "A1:XFD1048576"):
        path = pack(tmp_path / "a.xlsx", parts(table(rows), before=f'<dimension ref="{dimension}"/>'))
        assert cells_of(path) == rows


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    assert read(pack(tmp_path / "a.xlsx", parts(""))) == {"Người": []}


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    more = {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    row = '<row r="1"><c r="A1"><f>[1]Người!A1</f><v>7</v></c></row>'
    assert cells_of(pack(tmp_path / "a.xlsx", {**parts(row), **more})) == [[7]]


def test_threads_read_side_by_side(tmp_path: Path) -> None:
    found: dict[int, object] = {}
    paths = {n: saved(tmp_path / f"{n}.xlsx", [[f"{n:03}", n]] * 300) for n in range(4)}

    def work(number: int, path: Path) -> None:
        found[number] = cells_of(path)

    threads = [threading.Thread(target=work, args=pair) for pair in paths.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: [[f"{n:03}", n]] * 300 for n in range(4)}


def children() -> list[Path]:
    """Return the parsing processes that this process has started and not yet waited for."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = [Path("/proc", number) for task in tasks for number in task.read_text().split()]
    return [process for process in found if CHILD.encode() in (process / "cmdline").read_bytes()]


def test_leaving_early_ends_the_child(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(30_000):
            sheet.write_string(row, 0, "x" * 100)
    with open_workbook(tmp_path / "a.xlsx") as sheets:
        assert next(next(sheets).rows()).number == 1
        assert len(children()) == 1
    assert children() == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_workbook(tmp_path / "a.xlsx"):
        pass


def test_reading_needs_no_django_and_no_secrets(tmp_path: Path) -> None:
    """The child sees none of the parent's environment, and neither side imports Django."""
    path = saved(tmp_path / "a.xlsx", [["007"]])
    script = (
        "import sys; from pathlib import Path; from neuguong.interchange.reading.reader import open_workbook\n"
        "import neuguong.interchange.reading.datarows, neuguong.interchange.reading.cells\n"
        "with open_workbook(Path(sys.argv[1])) as sheets: print(*[list(s.rows()) for s in sheets])\n"
        "print([name for name in sys.modules if name.startswith(('django', 'python_calamine'))])"
    )
    root = Path(__file__).parents[3]
    environment = {"PYTHONPATH": str(root), "PATH": os.environ.get("PATH", "")}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    assert ran.stdout == "[Row(number=1, cells=['007'])]\n[]\n"


def test_cells_of_nothing_but_spaces_are_empty(tmp_path: Path) -> None:
    sheet = table([["A", "\u00a0\u00a0", " ", "\t", "#N/A", "#1", "Đ", "~"]])
    assert cells_of(pack(tmp_path / "a.xlsx", parts(sheet))) == [
        ["A", None, None, None, ErrorMark("#N/A"), "#1", "Đ", "~"]
    ]
