"""The committed workbooks as rows, read without the product."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "demo" / "workbooks"

Row = dict[str, Any]
Book = dict[str, list[Row]]

# The first heading of each sheet, which says where the table begins.
FIRST = {"Mã tổ chức", "Mã người", "Số ký hiệu", "Mã mô hình", "Đợt"}
DAYS = {"Ngày", "Hạn"}


def as_day(value: Any) -> dt.date | None:
    """Read a date, real or typed dd/mm/yyyy; None where there is none."""
    if value == "":
        return None
    if isinstance(value, str):
        return dt.datetime.strptime(value, "%d/%m/%Y").date()
    assert isinstance(value, dt.date), value
    return value.date() if isinstance(value, dt.datetime) else value


def is_day(heading: str) -> bool:
    """Tell whether a column holds dates."""
    return heading in DAYS or (heading.startswith(("Ngày ", "Từ ", "Đến ")))


def cell(heading: str, value: Any) -> Any:
    """Return what a cell means: dates as dates, whole numbers as int."""
    if is_day(heading):
        return as_day(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read_sheet(rows: list[list[Any]]) -> list[Row]:
    """Return the rows of a table: below its headings, above the first row without a code."""
    start = next(place for place, row in enumerate(rows) if row[0] in FIRST and len(set(row)) == len(row))
    headings: list[str] = rows[start]
    found: list[Row] = []
    for row in rows[start + 1 :]:
        if row[0] == "" or sum(value != "" for value in row) == 1:
            break
        found.append({heading: cell(heading, value) for heading, value in zip(headings, row, strict=True)})
    return found


@pytest.fixture(scope="session")
def book() -> Book:
    """Return the rows of every sheet by its title."""
    found: Book = {}
    for path in sorted(FOLDER.glob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(str(path))
        for title in workbook.sheet_names:
            assert title not in found, title
            found[title] = read_sheet(workbook.get_sheet_by_name(title).to_python())
    return found
