"""Headings are found wherever and however they are written; what is missing is named."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.core.text import fold
from neuguong.interchange.reading.headings import Heading, heading_problems, match_headings, which_kind
from neuguong.interchange.reading.values import Cell, Row
from tests.interchange.reading.test_legacy import OLD, typed

PEOPLE = (
    Heading("code", "Mã người", required=True, is_key=True),
    Heading("name", "Họ và tên", required=True),
    Heading("organisation", "Mã tổ chức", required=True),
    Heading("born", "Ngày sinh"),
    Heading("party_post", "Chức vụ Đảng"),
    Heading("state_post", "Chức vụ chính quyền"),
    Heading("head", "Người đứng đầu", aliases=("Là người đứng đầu",)),
)
LABELS = [heading.label for heading in PEOPLE]


@dataclass(frozen=True)
class Kind:
    sheet: str
    headings: tuple[Heading, ...]


KINDS = (
    Kind("Người", PEOPLE),
    Kind("Mô hình", (Heading("code", "Mã mô hình", required=True), Heading("name", "Tên mô hình", required=True))),
    Kind("Điển hình", tuple(Heading(label, label, required=True) for label in ("Mã tổ chức", "Đối tượng", "Tên"))),
)


def rows(*lines: list[Cell]) -> list[Row]:
    """Return rows from Excel's row 1; an empty line is a row that the reader doesn't give."""
    return [Row(number, cells) for number, cells in enumerate(lines, start=1) if cells]


def test_headings_in_the_first_row() -> None:
    match = match_headings(rows([*LABELS]), PEOPLE)
    assert (match.row_index, match.row_number) == (0, 1)
    assert match.positions == {heading.key: place for place, heading in enumerate(PEOPLE)}
    assert (match.extra, match.missing, match.repeated) == ([], [], [])


def test_headings_below_titles_among_other_columns() -> None:
    match = match_headings(
        rows(
            ["ĐẢNG BỘ KHỐI", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["Danh sách người, mã tổ chức DUK"],
            [],
            ["STT", "MA TO CHUC", "họ  và\ntên (*)", "Mã\u00a0Người*", "Ngày sinh (dd/mm/yyyy)", "Quê quán", None],
            [1, "001", "Lê A", "007", None, "Lạng Sơn", None],
        ),
        PEOPLE,
    )
    assert match.row_number == 4
    assert match.positions == {"organisation": 1, "name": 2, "code": 3, "born": 4}
    assert match.extra == ["STT", "Quê quán"]
    assert match.missing == []


@pytest.mark.parametrize("written", ["Ngày sinh dd/mm/yyyy", "NGAY SINH:", "Ngày sinh [dd-mm-yyyy]", "Ngàysinh"])
def test_hints_don_t_matter(written: str) -> None:
    assert match_headings(rows([*LABELS[:3], written]), PEOPLE).positions["born"] == 3


@pytest.mark.parametrize("encoding", list(OLD))
def test_headings_in_old_encodings(encoding: str) -> None:
    old: list[Cell] = [typed(label, name) for label in LABELS for name in OLD if name == encoding]
    assert len(match_headings(rows(old), PEOPLE).positions) == len(PEOPLE)


@given(st.permutations(LABELS), st.sampled_from([str.upper, str.lower, fold, str.title]), st.integers(0, 5))
def test_order_case_marks_and_place(labels: list[str], change: object, above: int) -> None:
    assert callable(change)
    lines: list[list[Cell]] = [["Danh sách"]] * above + [[change(label) for label in labels]]
    match = match_headings(rows(*lines), PEOPLE)
    assert match.row_number == above + 1
    assert [labels[match.positions[heading.key]] for heading in PEOPLE] == LABELS


def test_a_heading_of_two_storeys() -> None:
    """The reader gives "Mã người" to both rows, as it is merged over them."""
    upper: list[Cell] = ["Mã người", "Họ và tên", "Mã tổ chức", "Chức vụ", None, "Người đứng đầu"]
    lower: list[Cell] = ["Mã người", "Họ và tên", "Mã tổ chức", "Đảng", "Chính quyền", "Người đứng đầu"]
    match = match_headings(rows(upper, lower, ["1", "Lê A", "2", "Bí thư", None, "x"]), PEOPLE)
    assert match.row_number == 2
    assert (match.positions["party_post"], match.positions["state_post"]) == (3, 4)
    assert match.extra == []


def test_headings_that_come_again_below_data_don_t_count() -> None:
    match = match_headings(rows([*LABELS], ["007", "Lê A", "001"], [*LABELS]), PEOPLE)
    assert match.row_number == 1


def test_a_missing_column_is_named_with_the_nearest() -> None:
    match = match_headings(rows([], ["Mã số người", "Họ và tên", "Mã tổ chức"]), PEOPLE)
    assert match.missing == ["code"]
    (problem,) = heading_problems("Người", match, PEOPLE)
    assert (problem.sheet, problem.row, problem.column) == ("Người", 2, "Mã người")
    assert (problem.expected, problem.found) == ("cột “Mã người”", "cột “Mã số người”")
    assert problem.message == (
        "Trang “Người”, dòng 2, cột “Mã người”: thiếu cột bắt buộc “Mã người”; "
        "gần nhất là cột “Mã số người”, hãy đổi tên cột đó thành “Mã người”."
    )


def test_a_missing_column_without_anything_near() -> None:
    match = match_headings(rows(["Mã người", "Mã tổ chức", "Ghi chú"]), PEOPLE)
    (problem,) = heading_problems("Người", match, PEOPLE)
    assert problem.found == "không có"
    assert "hãy thêm cột này" in problem.message


def test_a_misspelt_optional_column_is_not_lost_in_silence() -> None:
    match = match_headings(rows([*LABELS[:3], "Chức vụ Đãngg", "Quê"]), PEOPLE)
    assert match.extra == ["Chức vụ Đãngg", "Quê"]
    assert match.likely == {"Chức vụ Đãngg": "Chức vụ Đảng"}


def test_a_column_that_is_there_twice() -> None:
    match = match_headings(rows([*LABELS, "Là người đứng đầu", "MÃ NGƯỜI"]), PEOPLE)
    assert match.repeated == ["Người đứng đầu", "Mã người"]
    assert match.positions["code"] == 0
    assert "hai cột “Mã người”" in heading_problems("Người", match, PEOPLE)[1].message


@pytest.mark.parametrize("lines", [[], [["Danh sách người"]], [["Mã người"]], [["007", "Lê A", "001"]]])
def test_no_headings_at_all(lines: list[list[Cell]]) -> None:
    match = match_headings(rows(*lines), PEOPLE)
    assert (match.row_index, match.positions) == (-1, {})
    assert match.missing == ["code", "name", "organisation"]
    assert "không tìm thấy dòng tiêu đề" in heading_problems("Người", match, PEOPLE)[0].message


@pytest.mark.parametrize(
    ("title", "sheet"),
    [("Người", "Người"), ("NGUOI", "Người"), (" mo hinh ", "Mô hình"), ("Điển hình (2)", "Điển hình"),
     ("M« h×nh", "Mô hình"), ("Moâ hình", "Mô hình")],
)  # fmt: skip
def test_a_kind_by_its_title(title: str, sheet: str) -> None:
    kind = which_kind(title, [], KINDS)
    assert kind is not None
    assert kind.sheet == sheet


@pytest.mark.parametrize(
    ("headings", "sheet"),
    [
        (["Tên mô hình", "Mã mô hình"], "Mô hình"),
        (["Họ và tên", "Mã người", "Mã tổ chức", "Tên"], "Người"),
        (["Mã tổ chức", "Tên", "Đối tượng"], "Điển hình"),
        (["Họ và tên", "Mã người", "Ngày sinh"], "Người"),
        (["Ngày", "Nội dung"], None),
        (["Mã tổ chức", "Ngày"], None),
    ],
)
def test_a_kind_by_its_headings(headings: list[Cell], sheet: str | None) -> None:
    kind = which_kind("Sheet1", rows(["Danh sách"], headings), KINDS)
    assert (kind and kind.sheet) == sheet


def test_the_guide_is_no_kind() -> None:
    assert which_kind("Hướng dẫn", rows([*LABELS]), KINDS) is None


def test_two_kinds_that_fit_alike_are_no_answer() -> None:
    twins = (Kind("A", KINDS[2].headings), Kind("B", KINDS[2].headings))
    assert which_kind("Sheet1", rows(["Mã tổ chức", "Đối tượng", "Tên"]), twins) is None
