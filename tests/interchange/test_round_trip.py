"""What goes out comes back: the same records, nothing changed, and in another installation the same figures."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from neuguong.audit import guards
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures
from neuguong.core.actor import SYSTEM
from neuguong.interchange.actions import import_workbook
from neuguong.interchange.exporting import write_template
from neuguong.interchange.kinds import KINDS
from neuguong.organisations.models import Organisation, Person
from tests.interchange.books import PEOPLE, TREE, counts, taken
from tests.interchange.test_commendation_sheets import AWARD, NOMINATION, ROUND
from tests.interchange.test_registers import DIRECTIVE, MODEL, PLAN, SESSION

DAY = dt.date(2023, 6, 5)
# Only its writer and the cell read how a commitment was kept; a workbook of the bloc does not carry it.
KEPT = {"pledges_met_rate"}


def fill() -> None:
    """Import records of every kind."""
    taken(TREE)
    posts = {"Chức vụ Đảng": "=Bí thư", "Nhóm": "Cán bộ, Công chức", "Người đứng đầu": "x", "Giới tính": "Nữ"}
    follower = {**MODEL, "Mã mô hình": "M02", "Mã tổ chức": "002", "Nhân rộng từ": "M01"}
    task = {"Mã tổ chức": "001", "Nhiệm vụ": "Sơ kết", "Hạn": DAY, "Ngày hoàn thành": DAY}
    roll = {**SESSION, "Mã người": "0001", "Có mặt": "Có"}
    issue = {"Mã tổ chức": "001", "Vấn đề": "-Đường", "Ngày nêu": DAY, "Kết quả": "dòng một\ndòng hai"}
    exemplar = {"Mã tổ chức": "001", "Đối tượng": "Cá nhân", "Tên": "Mây", "Ngày đăng ký": DAY, "Mã người": "0001"}
    rank = {"Mã tổ chức": "001", "Năm": 2023, "Mức quyết định": "HTT", "Điểm": 95.5}
    old = {**DIRECTIVE, "Ngày": dt.date(2016, 5, 18), "Trích yếu": "Cũ"}
    cited = {**PLAN, "Cụ thể hóa văn bản": "01-KL/TW, ngày 18/5/2021"}
    taken(
        {
            "Người": [{**PEOPLE[0], **posts}, {**PEOPLE[1], "Đến ngày": DAY}],
            "Nơi sinh hoạt": [{"Mã người": "0001", "Mã tổ chức": "002", "Từ ngày": DAY}],
            "Phân quyền": [{"E-mail": "a@example.vn", "Vai trò": "Bí thư", "Mã tổ chức": "001", "Mã người": "0002"}],
            "Đợt": [ROUND],
            "Văn bản": [DIRECTIVE, old, cited],
            "Nhiệm vụ": [task, {**task, "Văn bản": "12-KH/ĐU"}],
            "Sinh hoạt": [{**SESSION, "Phải dự": 9, "Có mặt": 7, "Văn bản": "12-KH/ĐU"}],
            "Điểm danh": [roll],
            "Vấn đề": [issue],
            "Cam kết": [{"Mã người": "0001", "Năm": 2023, "Ngày ký": DAY}, {"Mã người": "0001", "Năm": "2021-2025"}],
            "Mô hình": [{**MODEL, "Kết quả": "007"}, follower],
            "Điển hình": [exemplar],
            "Khen thưởng": [AWARD, {**AWARD, "Mã người": None, "Đợt": "Đợt 2023"}],
            "Đề nghị": [NOMINATION],
            "Xếp loại": [rank, {**rank, "Mã người": "0001"}],
            "Số liệu": [{"Mã tổ chức": "002", "Kỳ": "2023", "Mã chỉ tiêu": "study_visits", "Giá trị": 12}],
        }
    )


def exported(path: Path, code: str = "DUK") -> Path:
    place = Organisation.objects.get(code=code)
    write_template(path, actor=SYSTEM, kinds=list(KINDS), organisation=place)
    return path


def all_figures() -> list[dict[str, Any]]:
    question = Question(Organisation.objects.get(code="DUK"), parse("2021..2023"))
    return [figure.as_json() for figure in figures(question) if figure.indicator not in KEPT]


@pytest.mark.django_db
def test_what_goes_out_comes_back_unchanged(tmp_path: Path) -> None:
    fill()
    report = import_workbook(actor=SYSTEM, path=exported(tmp_path / "a.xlsx"))
    assert report.errors == []
    assert (report.created, report.updated) == (0, 0)
    titles = {kind.sheet for kind in KINDS.values()}
    assert {title for title, done in report.by_kind.items() if done["unchanged"]} == titles


@pytest.mark.django_db
def test_codes_and_words_go_out_as_they_are(tmp_path: Path) -> None:
    fill()
    with translation.override("en"):
        made = openpyxl.load_workbook(exported(tmp_path / "a.xlsx"))
    person = dict(zip([cell.value for cell in made["Người"][1]], made["Người"][2], strict=True))
    assert [person[name].value for name in ("Mã người", "Mã tổ chức", "Giới tính")] == ["0001", "0011", "Nữ"]
    assert (person["Mã người"].number_format, person["Chức vụ Đảng"].data_type) == ("@", "s")
    assert person["Chức vụ Đảng"].value == "=Bí thư"
    assert {"007", None} == {row[10].value for row in made["Mô hình"].iter_rows(min_row=2)}


@pytest.mark.django_db
def test_a_part_of_the_tree_goes_out_alone(tmp_path: Path) -> None:
    fill()
    made = openpyxl.load_workbook(exported(tmp_path / "a.xlsx", "002"))
    assert [row[0].value for row in made["Tổ chức"].iter_rows(min_row=2)] == ["002"]
    assert [row[0].value for row in made["Người"].iter_rows(min_row=2)] == ["0002"]
    assert [row[0].value for row in made["Mô hình"].iter_rows(min_row=2)] == ["M02"]
    report = import_workbook(actor=SYSTEM, path=tmp_path / "a.xlsx")
    assert (report.errors, report.created, report.updated) == ([], 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_fresh_installation_has_the_same_figures(tmp_path: Path) -> None:
    fill()
    before, path = all_figures(), exported(tmp_path / "a.xlsx")
    assert any(figure["value"] for figure in before)
    # The log lets nobody empty it; migrate's signal, which the command sends, puts its guards up again.
    guards.take_down(connection)
    call_command("flush", interactive=False, verbosity=0)
    report = import_workbook(actor=SYSTEM, path=path)
    assert (report.errors, report.updated, report.unchanged) == ([], 0, 2)
    assert all_figures() == before
    assert Person.objects.count() == 2
    again = import_workbook(actor=SYSTEM, path=exported(tmp_path / "b.xlsx"))
    assert counts(again)[:2] == (0, 0)


def test_a_template_is_empty_and_its_sheets_are_known(db: None, tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", actor=SYSTEM, kinds=["people", "people", *KINDS])
    made = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert made.sheetnames == ["Người", *(kind.sheet for kind in KINDS.values() if kind.code != "people"), "Hướng dẫn"]
    for kind in KINDS.values():
        assert [cell.value for cell in made[kind.sheet][1]] == [column.heading for column in kind.columns]
    report = import_workbook(actor=SYSTEM, path=tmp_path / "a.xlsx")
    assert [error.message for error in report.errors] == [
        "Trang “Người”, dòng 1: không có dòng dữ liệu nào; nhập dữ liệu dưới dòng tiêu đề."
    ]
