"""What every import does: all or nothing, trial, in part, counts, and errors that say where and how to mend."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from neuguong.activities.models import Session
from neuguong.audit.models import Entry
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from neuguong.interchange.actions import import_workbook
from neuguong.interchange.exporting import write_rejects
from neuguong.interchange.models import Batch
from neuguong.organisations.models import Membership, Organisation, Person
from neuguong.organisations.queries import installation
from tests.interchange.books import ORGANISATIONS, PEOPLE, TREE, Rows, book, counts, refused, take, taken

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 6, 5)


def session(**said: Any) -> dict[str, Any]:
    return {"Mã tổ chức": "001", "Ngày": DAY, "Loại": "Học tập", "Nội dung": "Kết luận 01", **said}


def issue(**said: Any) -> dict[str, Any]:
    return {"Mã tổ chức": "001", "Vấn đề": "Đường hỏng", "Ngày nêu": DAY, "Phụ trách": "Văn phòng", **said}


def test_a_tree_goes_in_and_again_changes_nothing() -> None:
    first = taken(TREE)
    assert counts(first) == (6, 0, 0, 0)
    assert first.batch == Batch.objects.get().pk
    again = taken(TREE)
    assert counts(again) == (0, 0, 6, 0)
    assert again.batch is None
    assert Batch.objects.count() == 1
    assert list(Organisation.objects.order_by("code").values_list("code", "parent__code")) == [
        ("001", "DUK"), ("0011", "001"), ("002", "DUK"), ("DUK", None),
    ]  # fmt: skip


def test_the_order_of_sheets_and_rows_does_not_matter() -> None:
    report = taken({"Người": PEOPLE, "Tổ chức": list(reversed(ORGANISATIONS))})
    assert counts(report) == (6, 0, 0, 0)
    assert Membership.objects.get(person__code="0001").organisation.code == "0011"


def test_sheets_of_many_rows_follow_each_other(tree: None) -> None:
    people = [{"Mã người": f"P{number:05}", "Họ và tên": "Vàng A Sử", "Mã tổ chức": "002"} for number in range(6_500)]
    report = taken({"Người": people[:4_500], "Người (2)": people[4_500:], "Tổ chức": ORGANISATIONS})
    assert counts(report) == (6_500, 0, 4, 0)
    assert Person.objects.filter(code__startswith="P").count() == 6_500


def test_each_record_has_one_entry_in_the_log() -> None:
    report = taken(TREE)
    entries = Entry.objects.filter(batch=report.batch)
    assert entries.count() == 6
    assert entries.values("subject_kind", "subject_id").distinct().count() == 6
    changed = taken({"Người": [{**PEOPLE[0], "Họ và tên": "Lê Thị Mai"}, PEOPLE[1]]})
    assert counts(changed) == (0, 1, 1, 0)
    told = Entry.objects.get(batch=changed.batch)
    assert (told.event, "Lê Thị Mây" in str(told.before), "Lê Thị Mai" in str(told.after)) == ("person.changed", 1, 1)
    assert list(faults()) == []


def test_rows_written_by_columns_and_one_by_one_tell_the_log_alike() -> None:
    groups: Mapping[str, Any] = {"Nhóm": "Công chức, Cán bộ", "Người đứng đầu": "x"}
    plain = {"Ngày sinh": dt.date(1985, 3, 5), "Giới tính": "Nữ", **groups}
    taken(TREE)
    taken({"Người": [{**PEOPLE[0], **plain, "Mã người": "1"}]})
    taken({"Người": [{**PEOPLE[0], **plain, "Mã người": "2", "Chức vụ Đảng": "(xóa)"}]})
    one, two = (Person.objects.get(code=code) for code in "12")
    told = [Entry.objects.get(subject_kind="organisations.person", subject_id=person.pk) for person in (one, two)]
    assert told[0].after is not None
    assert told[1].after is not None
    assert told[0].after.replace('"1"', '"2"') == told[1].after.replace('"party":"",', "")
    assert [one.search_key, one.sort_key] == [two.search_key.replace("2", "1"), two.sort_key]
    assert sorted(one.groups.values_list("name", flat=True)) == sorted(two.groups.values_list("name", flat=True))


def test_one_wrong_row_means_nothing_is_written(tree: None) -> None:
    wrong = refused({"Vấn đề": [issue(), issue(**{"Mã tổ chức": "999", "Vấn đề": "Khác"})]})
    assert wrong.as_json() == {
        "sheet": "Vấn đề",
        "row": 3,
        "column": "Mã tổ chức",
        "expected": "mã tổ chức đã có",
        "found": "999",
        "message": "Trang “Vấn đề”, dòng 3, cột “Mã tổ chức”: không có tổ chức nào mang mã “999”; "
        "xem mã ở trang Tổ chức, hoặc nhập tổ chức trước.",
    }
    assert not Entry.objects.filter(event__startswith="issue").exists()


def test_codes_that_lost_their_zeros_are_hinted_at(tree: None) -> None:
    assert "Có phải là “001”?" in refused({"Vấn đề": [issue(**{"Mã tổ chức": 1})]}).message


def test_a_trial_says_what_the_write_would_and_writes_nothing(tree: None) -> None:
    sheets = {"Vấn đề": [issue(), issue(**{"Vấn đề": "Khác"})]}
    trial = taken(sheets, dry_run=True)
    assert (counts(trial), trial.batch) == ((2, 0, 0, 0), None)
    assert counts(taken(sheets)) == (2, 0, 0, 0)


def test_a_trial_of_wrong_rows_has_its_errors(tree: None) -> None:
    assert refused({"Vấn đề": [issue(), issue(**{"Ngày nêu": "31/02/2023"})]}, dry_run=True).column == "Ngày nêu"
    report = take({"Vấn đề": [issue(), issue(**{"Ngày nêu": "31/02/2023"})]}, dry_run=True, partial=True)
    assert (report.created, len(report.errors), report.batch) == (1, 1, None)


def test_in_part_the_right_rows_are_written_and_the_wrong_ones_come_back(tree: None, tmp_path: Path) -> None:
    rows: Rows = [
        issue(),
        issue(**{"Vấn đề": "Thiếu ngày", "Ngày nêu": "31/02/2023"}),
        issue(**{"Vấn đề": "Sai mã", "Mã tổ chức": "01"}),
    ]
    source = book({"Vấn đề": rows}, above=("SỔ THEO DÕI", "Năm 2023"))
    report = import_workbook(actor=SYSTEM, path=source, partial=True)
    assert (report.created, len(report.errors)) == (1, 2)
    assert write_rejects(tmp_path / "sai.xlsx", source=source, report=report) == 2
    page = openpyxl.load_workbook(tmp_path / "sai.xlsx")["Vấn đề"]
    assert [cell.value for cell in page[1]] == ["Mã tổ chức", "Vấn đề", "Ngày nêu", "Phụ trách", "Lý do lỗi"]
    assert [cell.value for cell in page[3]][:4] == ["01", "Sai mã", dt.datetime(2023, 6, 5), "Văn phòng"]
    assert "31/02" in str(page["E2"].value)


def test_what_came_back_goes_in_when_it_is_mended(tree: None, tmp_path: Path) -> None:
    source = book({"Vấn đề": [issue(**{"Ngày nêu": "31/02/2023"}), issue()]})
    report = import_workbook(actor=SYSTEM, path=source, partial=True)
    write_rejects(tmp_path / "sai.xlsx", source=source, report=report)
    mended = openpyxl.load_workbook(tmp_path / "sai.xlsx")
    again = import_workbook(actor=SYSTEM, path=tmp_path / "sai.xlsx", partial=True)
    write_rejects(tmp_path / "nua.xlsx", source=tmp_path / "sai.xlsx", report=again)
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "nua.xlsx")["Vấn đề"][1]].count("Lý do lỗi") == 1
    mended["Vấn đề"]["C2"] = "28/02/2023"
    mended.save(tmp_path / "sua.xlsx")
    assert counts(import_workbook(actor=SYSTEM, path=tmp_path / "sua.xlsx")) == (1, 0, 0, 0)


def test_an_empty_cell_leaves_and_a_word_clears(tree: None) -> None:
    taken({"Vấn đề": [issue(**{"Kết quả": "Đã sửa", "Hạn": DAY})]})
    assert counts(taken({"Vấn đề": [issue(**{"Phụ trách": None, "Kết quả": ""})]})) == (0, 0, 1, 0)
    assert counts(taken({"Vấn đề": [issue(**{"Kết quả": "(XÓA)", "Hạn": "(xoá)"})]})) == (0, 1, 0, 0)
    entry = Entry.objects.get(event="issue.changed")
    assert '"result":"Đã sửa"' in str(entry.before)
    assert '"result":""' in str(entry.after)
    assert '"due":null' in str(entry.after)


def test_what_is_required_cannot_be_cleared(tree: None) -> None:
    assert "bắt buộc" in refused({"Vấn đề": [issue(**{"Ngày nêu": "(xóa)"})]}).message
    assert refused({"Người": [{**PEOPLE[0], "Họ và tên": "(xóa)"}]}).column == "Họ và tên"


def test_a_row_is_withdrawn(tree: None) -> None:
    taken({"Vấn đề": [issue()]})
    assert refused({"Vấn đề": [issue(**{"Thao tác": "Bỏ"})]}).column == "Thao tác"
    assert counts(taken({"Vấn đề": [issue(**{"Thao tác": "xoa"})]})) == (0, 1, 0, 0)
    assert "không có bản ghi này" in refused({"Vấn đề": [issue(**{"Thao tác": "Xóa"})]}).message


def test_equal_keys_in_a_file_are_an_error(tree: None) -> None:
    wrong = refused({"Sinh hoạt": [session(), session(**{"Có mặt": 5})]})
    assert (wrong.row, "trùng với dòng 2 (001, 05/06/2023, Học tập, Kết luận 01)" in wrong.message) == (3, True)
    assert "trùng với dòng 2" in refused({"Người": [PEOPLE[0], PEOPLE[0]]}).message
    fresh = [{**PEOPLE[0], "Mã người": "77"}, {**PEOPLE[1], "Mã người": "77"}]
    assert "trùng với dòng 2 (77)" in refused({"Người": fresh}).message
    for sheet, rows in (("Người", fresh), ("Sinh hoạt", [session(), session()])):
        wrong = refused({sheet: rows[:1], f"{sheet} (2)": rows[1:]})
        assert (wrong.sheet, wrong.row) == (f"{sheet} (2)", 2)
        assert wrong.found == f"dòng 2 của trang “{sheet}” và dòng 2 của trang “{sheet} (2)”"


def test_a_wrong_row_is_told_all_that_is_wrong_with_it(tree: None) -> None:
    wrong = session(**{"Ngày": "31/02/2023", "Mã tổ chức": "X", "Phải dự": "a", "Nội dung": None})
    report = take({"Sinh hoạt": [wrong, session(**{"Văn bản": "999-KL/TW", "Phải dự": 5, "Có mặt": 9})]})
    columns = [(error.row, error.column) for error in report.errors]
    assert columns == [
        (2, "Ngày"), (2, "Phải dự"), (2, "Nội dung"), (2, "Mã tổ chức"), (3, "Văn bản"), (3, "Có mặt"),
    ]  # fmt: skip
    report = take({"Sinh hoạt": [session(**{"Phải dự": "a"}), session()]})
    assert [(error.row, error.column) for error in report.errors] == [(2, "Phải dự"), (3, "Mã tổ chức")]


def test_an_organisation_s_code_in_other_letters_is_hinted_at(tree: None) -> None:
    assert "Có phải là “DUK”?" in refused({"Sinh hoạt": [session(**{"Mã tổ chức": "duk"})]}).message
    wrong = refused({"Tổ chức": [{**ORGANISATIONS[1], "Mã tổ chức": "duk"}]})
    assert (wrong.expected, wrong.found) == ("DUK, hoặc một mã khác hẳn", "duk")


def test_names_that_differ_by_a_mark_are_two(tree: None) -> None:
    assert counts(taken({"Sinh hoạt": [session(**{"Nội dung": "Lê Thị Mây"}), session(**{"Nội dung": "Lê Thị Mẫy"})]}))
    assert Session.objects.count() == 2


def test_totals_notes_and_empty_rows_are_counted_as_skipped(tree: None) -> None:
    rows: Rows = [session(), {}, {"Mã tổ chức": "Tổng cộng", "Phải dự": 12}, {"Mã tổ chức": "Ghi chú: số tạm tính"}]
    assert counts(taken({"Sinh hoạt": rows})) == (1, 0, 0, 3)


def test_a_file_without_rows_says_so() -> None:
    wrong = refused({"Người": [dict.fromkeys(PEOPLE[0])]})
    assert (wrong.sheet, wrong.message.endswith("nhập dữ liệu dưới dòng tiêu đề.")) == ("Người", True)


def test_a_missing_column_is_named(tree: None) -> None:
    wrong = refused({"Sinh hoạt": [{"Mã tổ chức": "001", "Ngày": DAY, "Noi dung hop": "A", "Loại": "Học tập"}]})
    assert (wrong.row, wrong.column, "gần nhất là cột “Noi dung hop”" in wrong.message) == (1, "Nội dung", True)


def test_a_sheet_of_no_kind_is_named() -> None:
    wrong = refused({"Thời tiết": [{"Nắng": 1, "Mưa": 2}]})
    assert (wrong.sheet, wrong.found) == (None, "Thời tiết")


def test_values_of_wrong_sorts_are_named(tree: None) -> None:
    assert refused({"Sinh hoạt": [session(**{"Có mặt": "nhiều"})]}).expected == "số nguyên không âm"
    assert refused({"Sinh hoạt": [session(Loại="Hội thảo")]}).expected.startswith("một trong: Học tập")
    assert refused({"Sinh hoạt": [session(Ngày="31/02/2023")]}).found == "31/02/2023"


def test_listed_values_need_no_marks(tree: None) -> None:
    taken({"sinh hoat": [{"MA TO CHUC": "001", "ngay": "5/6/2023", "Loai": "HOC TAP", "Noi dung": "A"}]})
    assert Session.objects.get().kind == "study"


def test_old_encodings_are_understood(tree: None) -> None:
    rows: Rows = [{"M· tæ chøc": "001", "Ngµy": DAY, "Lo¹i": "Häc tËp", "Néi dung": "Häc tËp NghÞ quyÕt §¹i héi"}]
    taken({"Sinh ho¹t": rows})
    assert Session.objects.get().content == "Học tập Nghị quyết Đại hội"
    vni: Rows = [{"Maõ toå chöùc": "001", "Ngaøy": DAY, "Loaïi": "Hoïc taäp", "Noäi dung": "Hoïc taäp Nghò quyeát"}]
    taken({"Sinh hoaït": vni})
    assert Session.objects.filter(content="Học tập Nghị quyết").exists()


def test_records_are_found_by_number_and_numbers_of_elsewhere_say_nothing(tree: None) -> None:
    taken({"Vấn đề": [issue()]})
    mark = f"{installation().mark}-{Entry.objects.get(event='issue.imported').subject_id}"
    assert counts(taken({"Vấn đề": [issue(**{"Vấn đề": "Đường rất hỏng", "Mã bản ghi": mark})]})) == (0, 1, 0, 0)
    assert counts(taken({"Vấn đề": [issue(**{"Mã bản ghi": "ZZZZZ-1"})]})) == (1, 0, 0, 0)
    taking: Rows = [issue(**{"Mã bản ghi": mark})]
    assert "đã là của một bản ghi khác" in refused({"Vấn đề": taking}).message
    both: Rows = [issue(**{"Vấn đề": "Mới", "Mã bản ghi": mark}), issue(**{"Vấn đề": "Mới"})]
    assert "trùng với dòng 2" in refused({"Vấn đề": both}).message


def test_what_is_not_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("Mã người;Họ và tên\n")
    report = import_workbook(actor=SYSTEM, path=path)
    assert [report.created, report.batch, len(report.errors)] == [0, None, 1]
