"""`template`, `import`, `undo`: what they say, and with which code they leave."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from neuguong.accounts.models import User
from neuguong.interchange.models import Batch
from neuguong.organisations.models import Organisation, Person, Role
from tests.interchange.books import PEOPLE, TREE, book, officer, taken
from tests.portal.cli.running import run

pytestmark = pytest.mark.django_db
ISSUE = {"Mã tổ chức": "001", "Vấn đề": "Đường", "Ngày nêu": dt.date(2023, 6, 5)}


@pytest.fixture
def tree(db: None) -> None:
    taken(TREE)


def test_what_an_import_says() -> None:
    path = book(TREE)
    ran = run("import", path)
    assert (ran.code, ran.out.splitlines()[0], ran.err) == (
        0, "Kết quả: mới 6, sửa 0, không đổi 0, bỏ qua 0, lỗi 0.", "",
    )  # fmt: skip
    batch = Batch.objects.get().pk
    assert f"neuguong undo {batch}" in ran.out
    again = run("import", path, "--json")
    assert (again.code, again.json) == (
        0,
        {"created": 0, "updated": 0, "unchanged": 6, "skipped": 0, "errors": [], "batch": None, "outside_bodies": {}},
    )
    back = run("undo", str(batch), "--json")
    assert (back.code, back.json) == (0, {"batch": batch, "created": 6, "updated": 0})
    assert not Organisation.objects.exists()


def test_a_refusal_is_told_as_json_too(tree: None) -> None:
    ran = run("import", book({"Vấn đề": [ISSUE, {**ISSUE, "Mã tổ chức": "9"}]}), "--json")
    assert (ran.code, ran.err) == (1, "")
    assert (ran.json["created"], ran.json["updated"], ran.json["batch"]) == (0, 0, None)
    (error,) = ran.json["errors"]
    assert list(error) == ["sheet", "row", "column", "expected", "found", "message"]
    assert (error["sheet"], error["row"], error["column"], error["found"]) == ("Vấn đề", 3, "Mã tổ chức", "9")
    words = run("import", book({"Vấn đề": [{**ISSUE, "Mã tổ chức": "9"}]}))
    assert (words.code, "Trang “Vấn đề”, dòng 2" in words.err, "lỗi 1" in words.out) == (1, True, True)


def test_a_trial_leaves_as_the_write_would(tree: None) -> None:
    right, wrong = book({"Vấn đề": [ISSUE]}), book({"Vấn đề": [{**ISSUE, "Ngày nêu": "31/02/2023"}]})
    assert [run("import", path, "--dry-run").code for path in (right, wrong)] == [0, 1]
    assert run("import", right, "--dry-run", "--json").json["created"] == 1
    assert Batch.objects.count() == 1


def test_in_part_with_rejects_leaves_with_one(tree: None, tmp_path: Path) -> None:
    path, rejects = book({"Vấn đề": [ISSUE, {**ISSUE, "Vấn đề": "Cầu", "Mã tổ chức": "9"}]}), tmp_path / "sai.xlsx"
    ran = run("import", path, "--partial", "--rejects", rejects, "--json")
    assert (ran.code, ran.json["created"], len(ran.json["errors"])) == (1, 1, 1)
    assert ran.json["batch"] is not None
    page = openpyxl.load_workbook(rejects)["Vấn đề"]
    assert [cell.value for cell in page[1]] == ["Mã tổ chức", "Vấn đề", "Ngày nêu", "Lý do lỗi"]
    page["A2"] = "002"
    page.parent.save(tmp_path / "sua.xlsx")
    assert run("import", tmp_path / "sua.xlsx", "--partial").code == 0
    assert run("import", path, "--partial", "--rejects", tmp_path / "none" / "sai.xlsx").code == 2


def test_what_is_no_workbook_is_wrong_data(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("Mã người;Họ và tên\n")
    ran = run("import", path, "--json")
    assert (ran.code, ran.json["errors"][0]["sheet"], ran.json["batch"]) == (1, None, None)


def test_wrong_use_leaves_with_two(tmp_path: Path) -> None:
    path = book(TREE)
    for words in (
        ("import",),
        ("import", tmp_path / "none.xlsx"),
        ("import", tmp_path),
        ("import", path, "--rejects", tmp_path),
        ("import", path, "--quickly"),
        ("undo", "first"),
        ("template", "-o", tmp_path / "a.xlsx"),
        ("template", "people"),
        ("template", "dogs", "-o", tmp_path / "a.xlsx"),
        ("template", "people", "-o", tmp_path / "none" / "a.xlsx"),
        ("template", "people", "-o", tmp_path),
        ("fly",),
    ):
        ran = run(*words)
        assert (ran.code, ran.out, bool(ran.err)) == (2, "", True), words
    assert list(tmp_path.iterdir()) == []


def test_templates_empty_and_filled(tree: None, tmp_path: Path) -> None:
    assert run("template", "people", "organisations", "people", "-o", tmp_path / "a.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Người", "Tổ chức", "Hướng dẫn"]
    assert run("template", "people", "--organisation", "002", "-o", tmp_path / "b.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Người"]["A2"].value == "0002"
    again = run("import", tmp_path / "b.xlsx", "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    ran = run("template", "people", "--organisation", "X", "-o", tmp_path / "c.xlsx")
    assert (ran.code, "mã X" in ran.err, (tmp_path / "c.xlsx").exists()) == (1, True, False)


def test_an_account_acts_with_its_own_rights(tree: None, tmp_path: Path) -> None:
    officer("001", Role.SECRETARY, "bi.thu@example.vn")
    theirs = book({"Người": [{**PEOPLE[1], "Họ và tên": "Khác"}]})
    assert run("import", theirs, "--as", "Bi.Thu@example.vn").code == 1
    own = run("import", book({"Vấn đề": [ISSUE]}), "--as", "bi.thu@example.vn", "--json")
    assert own.code == 0
    filled = ("template", "people", "--organisation", "002", "-o", tmp_path / "a.xlsx")
    assert run(*filled, "--as", "bi.thu@example.vn").code == 1
    assert run("import", theirs, "--as", "ai.do@example.vn").code == 1
    officer("002", Role.INSPECTOR, "kt@example.vn")
    assert "không có quyền" in run("import", theirs, "--as", "kt@example.vn").err
    first = Batch.objects.order_by("pk")[0].pk
    assert "Không có lần nhập số" in run("undo", str(first), "--as", "bi.thu@example.vn").err
    assert User.objects.count() == 2
    assert Person.objects.get(code="0002").full_name == PEOPLE[1]["Họ và tên"]


def test_undo_says_why_not(tree: None) -> None:
    first = Batch.objects.get().pk
    run("import", book({"Vấn đề": [ISSUE]}))
    ran = run("undo", str(first))
    assert (ran.code, "vấn đề" in ran.err) == (1, True)
    assert "Không có lần nhập" in run("undo", "99").err
