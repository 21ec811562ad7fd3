"""Rows of data are kept; empty rows, totals, notes and signatures are counted and passed over."""

from typing import NamedTuple

from neuguong.interchange.reading.datarows import DataRows
from neuguong.interchange.reading.headings import Heading, match_headings
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.values import Cell, Row

ORGANISATIONS = (
    Heading("code", "Mã tổ chức", required=True, is_key=True),
    Heading("name", "Tên tổ chức", required=True),
    Heading("kind", "Loại", required=True),
    Heading("group", "Nhóm"),
)
HEADINGS: list[Cell] = ["STT", "Mã tổ chức", "Tên tổ chức", "Loại"]
FIRST: list[Cell] = [1, "001", "Chi bộ Sở A", "Chi bộ cơ sở"]


class DataRow(NamedTuple):
    number: int
    cells: list[Cell]


def taken(*lines: list[Cell], wanted: tuple[Heading, ...] = ORGANISATIONS, tail: int = 0) -> tuple[list[DataRow], int]:
    """Return the rows of data of a sheet with these rows from Excel's row 1, and how many were skipped."""
    given = [Row(number, cells) for number, cells in enumerate(lines, start=1) if cells]
    sheet = Sheet("Tổ chức", hidden=False, rows=iter(given))
    sheet.blank_tail = tail
    rows = DataRows(sheet, match_headings(sheet.head(), wanted), wanted)
    found = [
        DataRow(number, list(cells))
        for numbers, columns in rows.blocks(3)
        for number, *cells in zip(numbers, *columns, strict=True)
    ]
    return found, rows.skipped


def numbers(*lines: list[Cell]) -> list[int]:
    return [row.number for row in taken(HEADINGS, *lines)[0]]


def test_rows_are_in_the_order_of_the_wanted_columns() -> None:
    rows, skipped = taken(["DANH SÁCH"], HEADINGS, FIRST, [2, "002", "Chi bộ B", "Chi bộ cơ sở", "thừa"])
    assert rows == [
        (3, ["001", "Chi bộ Sở A", "Chi bộ cơ sở", None]),
        (4, ["002", "Chi bộ B", "Chi bộ cơ sở", None]),
    ]
    assert skipped == 0


def test_empty_rows_are_counted() -> None:
    rows, skipped = taken([], HEADINGS, [], FIRST, [], [], FIRST, [9, None, None, None], tail=200_000)
    assert [row.number for row in rows] == [4, 7]
    assert skipped == 200_004


def test_totals_are_passed_over() -> None:
    totals: list[list[Cell]] = [
        [None, None, "Tổng cộng", 12],
        ["Tổng", None, None, 12],
        [None, "CỘNG", None, 12],
        ["Tong so: 12"],
        [None, "Tổng cộng: 12 tổ chức", None, None],
        ["Cộng (I + II)", None, "x", "y"],
        [None, None, "Tổng công ty Than", "Đảng bộ cơ sở"],
    ]
    for total in totals:
        assert taken(HEADINGS, FIRST, total) == (taken(HEADINGS, FIRST)[0], 1), total


def test_organisations_that_sound_like_totals_stay() -> None:
    assert numbers(
        [1, "TCT", "Tổng công ty Đông Bắc", "Đảng bộ cơ sở"],
        [2, "CĐ", "Công đoàn Viên chức", "Đoàn thể"],
        [3, "CA", "Công an tỉnh", None],
        [None, None, "Công ty Điện lực", "Đảng bộ cơ sở"],
        [None, "TỔNG", "Tổng hợp", "Tập thể"],
    ) == [2, 3, 4, 5, 6]


def test_notes_and_signatures_are_passed_over() -> None:
    rows, skipped = taken(
        HEADINGS,
        FIRST,
        ["Ghi chú: số liệu đến 30/6/2023"],
        [None, "- Chi bộ A sáp nhập năm 2022"],
        [None, None, None, "Lạng Sơn, ngày 30 tháng 6 năm 2023"],
        [None, "Người lập biểu", None, "TM. BAN THƯỜNG VỤ"],
        [None, "(Ký, ghi rõ họ tên)", None, "BÍ THƯ"],
        [None, "Nguyễn Văn A", None, "Trần B"],
    )
    assert [row.number for row in rows] == [2]
    assert skipped == 6


def test_a_lone_sentence_is_a_remark_and_a_lone_code_is_not() -> None:
    assert numbers(FIRST, [None, "Số liệu tính đến ngày 30/6/2023"], [None, "002", None, None]) == [2, 4]


def test_a_table_that_goes_on_below_a_note_is_kept() -> None:
    assert numbers(FIRST, ["Ghi chú: hết phần I"], [2, "002", "Chi bộ B", "Chi bộ cơ sở"], [3, "003", None, "x"]) == [
        2, 4, 5,
    ]  # fmt: skip
    assert numbers(FIRST, ["Ghi chú: hết phần I"], [3, "003", "Chi bộ C", None]) == [2, 4]


def test_an_incomplete_row_is_kept_for_its_error() -> None:
    assert numbers([1, None, "Chi bộ B", "Chi bộ cơ sở"], [2, "002", None, None], [3, None, None, "Tập thể"]) == [
        2,
        3,
        4,
    ]


def test_a_note_in_the_place_of_a_key_needs_more_than_a_word() -> None:
    assert numbers([1, "GHICHU", "Ghi chú: là tên", "Tập thể"], [2, "TM.", "Tổ máy", "Tập thể"]) == [2, 3]


def test_the_numbers_of_columns_are_passed_over() -> None:
    assert numbers(["(1)", "(2)", "(3)", "(4)"], FIRST) == [3]
    assert numbers([1, 2, 3, 4], FIRST) == [3]
    assert numbers(["A", "B", 1, 2], FIRST) == [3]
    assert numbers(FIRST, [1, 2, 3, 4]) == [2, 3]
    assert numbers([1, 2, "Chi bộ 3", 4]) == [2]


def test_headings_that_come_again_are_passed_over() -> None:
    assert numbers(FIRST, HEADINGS, FIRST) == [2, 4]


def test_old_text_is_converted() -> None:
    rows, _ = taken(HEADINGS, [1, "001", "Chi bé Së Tµi chÝnh", "Chi bé c¬ së"])
    assert rows[0].cells == ["001", "Chi bộ Sở Tài chính", "Chi bộ cơ sở", None]


def test_without_keys_all_required_columns_are_the_key() -> None:
    wanted = (Heading("place", "Nơi", required=True), Heading("name", "Tên", required=True), Heading("n", "Số"))
    rows, skipped = taken(["Nơi", "Tên", "Số"], ["A", "B", 1], ["Cộng", None, 1], ["A", None, 1], wanted=wanted)
    assert [row.number for row in rows] == [2, 4]
    assert skipped == 1
