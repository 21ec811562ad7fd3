"""Sheets of people and of where they belong: codes as they are, dated moves, posts and groups."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from neuguong.organisations.models import Membership, Person, Post
from tests.interchange.books import PEOPLE, Rows, counts, officer, refused, take, taken

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 3, 1)
FULL: dict[str, Any] = {
    "Mã người": "007",
    "Họ và tên": "Đặng Thu Hà",
    "Mã tổ chức": "0011",
    "Ngày sinh": "5/6/1980",
    "Giới tính": "nu",
    "Đảng viên": "CHÍNH THỨC",
    "Chức vụ Đảng": "Bí thư",
    "Chức vụ chính quyền": "Giám đốc",
    "Người đứng đầu": "X",
    "Từ ngày": dt.date(2021, 1, 1),
    "Nhóm": "Cán bộ; công chức",
}


def spans(code: str) -> list[tuple[str, dt.date | None, dt.date | None]]:
    rows = Membership.objects.filter(person__code=code).order_by("pk")
    return list(rows.values_list("organisation__code", "since", "until"))


def test_all_that_is_known_of_a_person_goes_in(tree: None) -> None:
    taken({"Người": [FULL]})
    one = Person.objects.get(code="007")
    said = (one.full_name, one.birth_date, one.gender, one.party_status)
    assert said == ("Đặng Thu Hà", dt.date(1980, 6, 5), "female", "official")
    home = one.memberships.get()
    assert (home.organisation.code, home.is_head, home.since) == ("0011", True, dt.date(2021, 1, 1))
    assert dict(home.posts.values_list("sort", "title")) == {"party": "Bí thư", "state": "Giám đốc"}
    assert sorted(one.groups.values_list("name", flat=True)) == ["cadre", "civil_servant"]
    assert counts(taken({"Người": [FULL]})) == (0, 0, 1, 0)


def test_what_differs_is_changed_and_nothing_else(tree: None) -> None:
    taken({"Người": [FULL]})
    before = Person.objects.get(code="007")
    said = {
        "Chức vụ Đảng": "(xóa)",
        "Chức vụ đoàn thể": "Chủ tịch Công đoàn",
        "Nhóm": "Viên chức",
        "Họ và tên": "Đặng Hà",
    }
    assert counts(taken({"Người": [{**FULL, **said}]})) == (0, 1, 0, 0)
    one = Person.objects.get(code="007")
    assert (one.full_name, one.search_key, one.version) == ("Đặng Hà", "dang ha 007", before.version + 1)
    assert dict(Post.objects.filter(membership__person=one).values_list("sort", "title")) == {
        "state": "Giám đốc",
        "mass": "Chủ tịch Công đoàn",
    }
    assert list(one.groups.values_list("name", flat=True)) == ["public_employee"]


def test_another_organisation_needs_a_day_and_makes_a_dated_move(tree: None) -> None:
    taken({"Người": [FULL]})
    moved = {**FULL, "Mã tổ chức": "002", "Từ ngày": None}
    assert refused({"Người": [moved]}).column == "Từ ngày"
    assert refused({"Người": [{**moved, "Từ ngày": dt.date(2020, 1, 1)}]}).expected == "sau 01/01/2021"
    assert counts(taken({"Người": [{**moved, "Từ ngày": DAY}]})) == (0, 1, 0, 0)
    assert spans("007") == [("0011", dt.date(2021, 1, 1), dt.date(2023, 2, 28)), ("002", DAY, None)]
    held = Post.objects.filter(membership__person__code="007", membership__organisation__code="002")
    assert sorted(held.values_list("title", flat=True)) == ["Bí thư", "Giám đốc"]
    assert counts(taken({"Người": [{**moved, "Từ ngày": DAY}]})) == (0, 0, 1, 0)


def test_an_end_that_came_before_the_move_stays(tree: None) -> None:
    taken({"Người": [{**FULL, "Đến ngày": dt.date(2022, 6, 30)}]})
    taken({"Người": [{**FULL, "Mã tổ chức": "002", "Từ ngày": DAY}]})
    assert spans("007") == [("0011", dt.date(2021, 1, 1), dt.date(2022, 6, 30)), ("002", DAY, None)]


def test_codes_are_text_whatever_they_look_like(tree: None) -> None:
    rows: Rows = [{**PEOPLE[0], "Mã người": code} for code in ("00123", "1E5", "+7", "00-1")]
    taken({"Người": rows})
    assert {"00123", "1E5", "+7", "00-1"} <= set(Person.objects.values_list("code", flat=True))
    assert "mất chữ số" in refused({"Người": [{**PEOPLE[0], "Mã người": 12345.5}]}).message


def test_wrong_values_are_named(tree: None) -> None:
    assert refused({"Người": [{**FULL, "Ngày sinh": "31/02/1980"}]}).found == "31/02/1980"
    assert refused({"Người": [{**FULL, "Ngày sinh": "1/1/1880"}]}).column == "Ngày sinh"
    assert refused({"Người": [{**FULL, "Giới tính": "M"}]}).column == "Giới tính"
    assert refused({"Người": [{**FULL, "Nhóm": "Cán bộ, Nhà báo"}]}).found == "Nhà báo"
    assert refused({"Người": [{**FULL, "Họ và tên": "A" * 121}]}).expected == "không quá 120 ký tự"
    assert refused({"Người": [{**FULL, "Họ và tên": None}]}).column == "Họ và tên"
    assert refused({"Người": [{**FULL, "Mã tổ chức": "X"}]}).found == "X"
    assert refused({"Người": [{**FULL, "Đến ngày": dt.date(2020, 1, 1)}]}).column == "Đến ngày"
    assert refused({"Người": [{**FULL, "Chức vụ Đảng": "B" * 121}]}).column == "Chức vụ Đảng"


def test_several_faults_of_a_row_are_all_named(tree: None) -> None:
    report = take({"Người": [{**FULL, "Giới tính": "M", "Ngày sinh": "x", "Mã tổ chức": "X"}]})
    assert [error.column for error in report.errors] == ["Ngày sinh", "Giới tính", "Mã tổ chức"]
    report = take({"Người": [{**FULL, "Họ và tên": None, "Mã tổ chức": "X", "Từ ngày": "hôm qua"}]})
    assert [error.column for error in report.errors] == ["Từ ngày", "Mã tổ chức", "Họ và tên"]


def test_what_is_not_known_to_be_new_may_leave_cells_empty(tree: None) -> None:
    report = take({"Người": [{**FULL, "Mã người": None, "Họ và tên": None, "Giới tính": "M"}]})
    assert [error.column for error in report.errors] == ["Giới tính", "Mã người"]


def test_codes_that_differ_in_letter_case_are_one_code(tree: None) -> None:
    taken({"Người": [{**FULL, "Mã người": "Cb01"}, {**FULL, "Mã người": "CB02"}]})
    wrong = refused({"Người": [{**FULL, "Mã người": "cb02"}]})
    assert (wrong.column, "“CB02” ở chữ hoa, chữ thường" in wrong.message) == ("Mã người", True)
    fresh = [{**FULL, "Mã người": "Cb03"}, {**FULL, "Mã người": "CB03"}]
    assert refused({"Người": fresh}).message.endswith("một dòng. Mã không phân biệt chữ hoa, chữ thường.")
    assert "trùng với dòng 2 của trang “Người”" in refused({"Người": fresh[:1], "Người (2)": fresh[1:]}).message
    assert "Có phải là “CB02”?" in refused({"Cam kết": [{"Mã người": "cb02", "Năm": 2023}]}).message
    assert counts(taken({"Người": [{**FULL, "Mã người": "Cb01"}]})) == (0, 0, 1, 0)


def test_names_of_any_script_fit(tree: None) -> None:
    taken({"Người": [{**FULL, "Họ và tên": "한글" * 60}, {**FULL, "Mã người": "8", "Họ và tên": "ß" * 120}]})
    assert Person.objects.filter(code__in=["007", "8"]).count() == 2


def test_a_secretary_enters_own_people_only(tree: None) -> None:
    secretary = officer("001")
    assert counts(taken({"Người": [FULL]}, secretary)) == (1, 0, 0, 0)
    assert (
        "không có tổ chức nào mang mã “002”" in refused({"Người": [{**FULL, "Mã tổ chức": "002"}]}, secretary).message
    )
    taking = {**PEOPLE[1], "Mã tổ chức": "0011", "Từ ngày": DAY}
    assert "không phụ trách" in refused({"Người": [taking]}, secretary).message
    giving = {**FULL, "Mã tổ chức": "002", "Từ ngày": DAY}
    assert "không có tổ chức nào" in refused({"Người": [giving]}, secretary).message


def test_a_person_without_a_home_is_no_one_s_to_change(tree: None) -> None:
    Person.objects.create(code="X", full_name="Người lạ", search_key="", sort_key="")
    taking = {**FULL, "Mã người": "X"}
    assert "không phụ trách" in refused({"Người": [taking]}, officer("001")).message
    assert counts(taken({"Người": [taking]})) == (0, 1, 0, 0)


def test_further_memberships_make_no_one_two(tree: None) -> None:
    union = {"Mã người": "0001", "Mã tổ chức": "002", "Từ ngày": DAY, "Miễn sinh hoạt": "x"}
    assert counts(taken({"Nơi sinh hoạt": [union]})) == (1, 0, 0, 0)
    assert counts(taken({"Nơi sinh hoạt": [union]})) == (0, 0, 1, 0)
    assert spans("0001") == [("0011", dt.date(2020, 1, 1), None), ("002", DAY, None)]
    assert Membership.objects.get(organisation__code="002", person__code="0001").is_main is False
    assert counts(taken({"Nơi sinh hoạt": [{**union, "Đến ngày": dt.date(2024, 1, 1)}]})) == (0, 1, 0, 0)
    assert refused({"Nơi sinh hoạt": [{**union, "Mã người": "X"}]}).column == "Mã người"


def test_who_is_referred_to_stays(tree: None) -> None:
    taken({"Cam kết": [{"Mã người": "0001", "Năm": 2023, "Ngày ký": DAY}]})
    assert "bản cam kết" in refused({"Người": [{**PEOPLE[0], "Thao tác": "Xóa"}]}).found
    assert counts(taken({"Người": [{**PEOPLE[1], "Thao tác": "Xóa"}]})) == (0, 1, 0, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without counting rows")
def test_plans_rest_on_what_was_imported(
    tree: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    lines = [FULL | {"Mã người": f"N{number}", "Nhóm": "", "Người đứng đầu": ""} for number in range(600)]
    with django_capture_on_commit_callbacks(execute=True):
        taken({"Người": lines})
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'organisations_person'")
        [[known]] = cursor.fetchall()
    assert known >= 600
