"""Whatever stands in a cell, a row is taken or refused with words; the database never has to refuse it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from neuguong.interchange.kinds import KINDS, Kind
from tests.interchange.books import PEOPLE, TREE, take, taken
from tests.interchange.test_commendation_sheets import AWARD, NOMINATION, ROUND
from tests.interchange.test_permissions import SHEETS
from tests.interchange.test_registers import SESSION

DAY = dt.date(2023, 6, 5)
VALID: dict[str, dict[str, Any]] = {
    **{title: {**row, "Mã tổ chức": "001"} for title, row in SHEETS.items()},
    "Tổ chức": {"Mã tổ chức": "N", "Tên tổ chức": "Mới", "Loại": "Tập thể", "Mã cấp trên": "001"},
    "Người": {**PEOPLE[0], "Mã người": "N"},
    "Phân quyền": {"E-mail": "a@example.vn", "Vai trò": "Bí thư", "Mã tổ chức": "001"},
    "Đợt": ROUND,
    "Điểm danh": {**SESSION, "Mã người": "0001", "Có mặt": "Có"},
    "Cam kết": {"Mã người": "0001", "Năm": 2023},
    "Khen thưởng": AWARD,
    "Đề nghị": NOMINATION,
}
NASTY: tuple[Any, ...] = (
    "x" * 41, "x" * 700, "x" * 20_000, "İ" * 120, "한" * 300, "ß" * 250, "0" * 40, "'", "=1+1", "a\x01b", "a\nb",
    10**12, 10**20, -1, 0, 0.1, 95.55, 1e300, True, "(xóa)", "Xóa", "31/02/2023", "1/1/0001", "31/12/9999", "2023",
    "9999-0001", "2100-2100", dt.date(1900, 1, 1), dt.date(2100, 12, 31), "001", "0001", "001, ngày 1/1/2020",
)  # fmt: skip


def rows_of(kind: type[Kind]) -> list[dict[str, Any]]:
    """Return a row for each column and each value: the valid row with that value."""
    headings = [column.heading for column in kind.columns] + ["Mã bản ghi", "Thao tác"]
    valid: dict[str, Any] = {**dict.fromkeys(headings), **VALID[kind.sheet]}
    return [{**valid, heading: value} for heading in headings for value in NASTY]


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_column_of_every_kind_takes_any_value(kind: type[Kind]) -> None:
    taken({"Đợt": [ROUND], "Sinh hoạt": [SESSION]})
    rows = rows_of(kind)
    report = take({kind.sheet: rows}, partial=True)
    numbers = {error.row for error in report.errors}
    assert report.created + report.updated + report.unchanged + report.skipped + len(numbers) == len(rows)
    assert all(error.message and error.expected for error in report.errors)
    assert report.created + report.updated > 0


class AnyTree(TestCase):
    """Sheets of organisations that hang together anyhow."""

    @classmethod
    def setUpTestData(cls) -> None:
        taken(TREE)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["DUK", "001", "0011", "002", "A", "B", "C"]),
                st.sampled_from([None, "DUK", "001", "0011", "002", "A", "B", "C"]),
                st.sampled_from([None, dt.date(2022, 1, 1), dt.date(2023, 1, 1)]),
                st.sampled_from([None, None, None, "Xóa"]),
            ),
            min_size=1,
            max_size=6,
        )
    )
    def test_any_tree(self, rows: list[tuple[str, str | None, dt.date | None, str | None]]) -> None:
        names = ("Mã tổ chức", "Mã cấp trên", "Từ ngày", "Thao tác")
        plain = {"Tên tổ chức": "X", "Loại": "Tập thể"}
        take({"Tổ chức": [{**plain, **dict(zip(names, row, strict=True))} for row in rows]}, partial=True)
