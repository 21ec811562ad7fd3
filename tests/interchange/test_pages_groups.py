"""Errors of an import as its page groups them."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.interchange.actions import Report
from neuguong.interchange.previewing import Group, made_of, read, spans
from neuguong.interchange.reading.problems import Problem, problem


def date(row: int, found: str, sheet: str = "Người") -> Problem:
    """Return an error of a date that is none."""
    why = f"“{found}” không phải là ngày có thật; ghi dạng dd/mm/yyyy."
    return problem(why, expected="ngày", found=found, sheet=sheet, row=row, column="Ngày sinh")


def groups(*errors: Problem) -> list[Group]:
    """Return the groups of some errors."""
    return made_of(Report(errors=list(errors))).groups


def test_errors_that_are_mended_alike_are_one_group() -> None:
    (group,) = groups(date(5, "31/02/1990"), date(6, "30/02/1991"), date(9, "31/02/1990"))
    assert (group.where, group.count, group.rows) == ("Trang “Người”, cột “Ngày sinh”", 3, "5–6, 9")
    assert group.found == ["31/02/1990", "30/02/1991"]
    assert group.words.startswith("Dòng 5: “31/02/1990” không phải")


def test_errors_that_say_the_same_are_said_once_without_their_place() -> None:
    (group,) = groups(date(5, "x"), date(7, "x"))
    assert group.words == "“x” không phải là ngày có thật; ghi dạng dd/mm/yyyy."
    assert group.found == []


def test_other_sheets_columns_and_messages_are_other_groups() -> None:
    blank = problem("cột bắt buộc.", expected="có", found="ô trống", sheet="Người", row=5, column="Ngày sinh")
    other = problem("cột bắt buộc.", expected="có", found="ô trống", sheet="Người", row=5, column="Giới tính")
    found = groups(date(5, "x"), date(5, "x", "Khác"), blank, other)
    assert [group.count for group in found] == [1, 1, 1, 1]


def test_what_is_wrong_with_a_sheet_or_a_file_has_no_row() -> None:
    sheet = problem("thiếu cột “Mã người”.", expected="có", found="không", sheet="Người")
    (of_sheet,) = groups(sheet)
    assert (of_sheet.where, of_sheet.words, of_sheet.rows) == ("Trang “Người”", "Thiếu cột “Mã người”.", "")
    (of_file,) = groups(problem("tệp rỗng.", expected="có", found="không"))
    assert (of_file.where, of_file.words) == ("Cả tệp", "Tệp rỗng.")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([5], "5"),
        ([7, 5, 6, 5], "5–7"),
        ([1, 3, 5], "1, 3, 5"),
        (list(range(1, 40, 2)), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 và 8 dòng khác"),
    ],
)
def test_rows_are_named_as_an_office_does(rows: list[int], words: str) -> None:
    assert spans(rows) == words


@given(st.lists(st.integers(1, 30), max_size=20))
def test_no_row_is_lost_in_a_span(rows: list[int]) -> None:
    named, _and, left = spans(rows).partition(" và ")
    found = {
        number
        for part in named.split(", ")
        if part
        for number in range(int(part.split("–")[0]), int(part.split("–")[-1]) + 1)
    }
    assert found <= set(rows)
    assert len(found) + int(left.split(" ")[0] or 0 if left else 0) == len(set(rows))


def test_a_row_with_two_errors_is_one_wrong_row() -> None:
    report = Report(errors=[date(5, "x"), date(5, "yy"), date(6, "x")])
    report.by_kind["Người"] = {"created": 1, "updated": 2, "unchanged": 3, "skipped": 4}
    report.outside = {"UBND tỉnh": 2, "Bộ Y tế": 5}
    preview = made_of(report)
    assert preview.total.wrong == 2
    assert preview.writable == 3
    assert preview.outside == [("Bộ Y tế", 5), ("UBND tỉnh", 2)]


def test_many_kinds_of_errors_are_cut_and_counted() -> None:
    errors = [
        problem("sai.", expected="a", found="b", sheet="S", row=2, column=f"Cột {letter}") for letter in range(130)
    ]
    preview = made_of(Report(errors=errors))
    assert (len(preview.groups), preview.more) == (100, 30)


def test_what_was_noted_reads_back() -> None:
    report = Report(errors=[date(5, "x")], outside={"UBND tỉnh": 2})
    report.by_kind["Người"] = {"created": 1, "updated": 2, "unchanged": 3, "skipped": 4}
    preview = made_of(report)
    assert read(json.loads(json.dumps(asdict(preview)))) == preview
