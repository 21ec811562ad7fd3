"""Workbooks for tests of the import: rows as dicts of headings, and a small tree with people to stand on."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from neuguong.accounts.actions import create_user
from neuguong.core.actor import SYSTEM, Actor
from neuguong.interchange.actions import Report, import_workbook
from neuguong.interchange.reading.problems import Problem
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Organisation, Role
from neuguong.organisations.queries import actor_for

Rows = Sequence[Mapping[str, Any]]
Sheets = Mapping[str, Rows]

ORGANISATIONS: Rows = [
    {"Mã tổ chức": "DUK", "Tên tổ chức": "Đảng bộ Khối", "Loại": "Đảng bộ khối", "Mã cấp trên": None},
    {"Mã tổ chức": "001", "Tên tổ chức": "Đảng bộ Sở Y tế", "Loại": "Đảng bộ cơ sở", "Mã cấp trên": "DUK"},
    {"Mã tổ chức": "0011", "Tên tổ chức": "Chi bộ Văn phòng", "Loại": "Chi bộ trực thuộc", "Mã cấp trên": "001"},
    {"Mã tổ chức": "002", "Tên tổ chức": "Chi bộ Đài Khí tượng", "Loại": "Chi bộ cơ sở", "Mã cấp trên": "DUK"},
]
PEOPLE: Rows = [
    {"Mã người": "0001", "Họ và tên": "Lê Thị Mây", "Mã tổ chức": "0011", "Từ ngày": dt.date(2020, 1, 1)},
    {"Mã người": "0002", "Họ và tên": "Lò Văn Ước", "Mã tổ chức": "002"},
]
TREE: Sheets = {"Tổ chức": ORGANISATIONS, "Người": PEOPLE}


def book(sheets: Sheets, path: Path | None = None, *, above: Sequence[str] = ()) -> Path:
    """Write a workbook and return its path; the headings are those of all rows, `above` are title rows."""
    target = path or Path(tempfile.mkdtemp(prefix="neuguong-book-")) / "book.xlsx"
    with xlsxwriter.Workbook(target) as made:
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            page = made.add_worksheet(title)
            headings = list(dict.fromkeys(heading for row in rows for heading in row))
            for number, text in enumerate(above):
                page.write_string(number, 0, text)
            page.write_row(len(above), 0, headings)
            for number, row in enumerate(rows, start=len(above) + 1):
                for column, heading in enumerate(headings):
                    _write(page, number, column, row.get(heading), day)
    return target


def _write(page: Any, number: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(number, column, value, day)
    elif isinstance(value, str):
        page.write_string(number, column, value)
    elif value is not None:
        page.write(number, column, value)


def take(sheets: Sheets, actor: Actor = SYSTEM, **options: Any) -> Report:
    """Import a workbook with these sheets and return the report."""
    path = book(sheets)
    try:
        return import_workbook(actor=actor, path=path, **options)
    finally:
        shutil.rmtree(path.parent)


def taken(sheets: Sheets, actor: Actor = SYSTEM, **options: Any) -> Report:
    """Import a workbook that must be right; return the report."""
    report = take(sheets, actor, **options)
    assert report.errors == []
    return report


def refused(sheets: Sheets, actor: Actor = SYSTEM, **options: Any) -> Problem:
    """Import a workbook with exactly one error, of which nothing may be kept; return the error."""
    report = take(sheets, actor, **options)
    assert len(report.errors) == 1, report.errors
    assert (report.created, report.updated, report.batch) == (0, 0, None)
    return report.errors[0]


def counts(report: Report) -> tuple[int, int, int, int]:
    """Return created, updated, unchanged and skipped."""
    return report.created, report.updated, report.unchanged, report.skipped


def officer(code: str, role: Role = Role.SECRETARY, email: str = "bi.thu@example.vn") -> Actor:
    """Return the actor with `role` at the organisation with `code`."""
    user = create_user(actor=SYSTEM, email=email)
    grant_role(actor=SYSTEM, user=user, role=role, organisation=Organisation.objects.get(code=code))
    return actor_for(user)
