"""What a command says when it can't do what it was asked: one line in Vietnamese, with --json an object too."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from neuguong.interchange.models import Batch
from tests.interchange.books import TREE, book, taken
from tests.portal.cli.running import PROGRAM, run

pytestmark = pytest.mark.django_db
ISSUE = {"Mã tổ chức": "001", "Vấn đề": "Đường", "Ngày nêu": dt.date(2023, 6, 5)}
# A file of this name can be, the one that is written beside it first can't.
LONG = "a" * 245


@pytest.fixture
def tree(db: None) -> None:
    taken(TREE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fly",), "Không có lệnh 'fly'."),
        (("undo", "x"), "Giá trị của 'BATCH' sai: 'x' không phải số nguyên."),
        (("undo", "1", "2"), "Thừa tham số (2)."),
        (("undo", "1", "--jsn"), "Không có tùy chọn '--jsn'. Có phải là"),
        (("figures", "--organisation", "DUK"), "Thiếu tùy chọn '--period'."),
        (("figures", "--period"), "Tùy chọn '--period' cần giá trị đi kèm."),
        (("records", "--organisation", "DUK", "--period", "20x3"), "Kỳ «20x3» không đọc được."),
        (("template", "dogs", "-o", "a.xlsx"), "'dogs' không phải một trong 'organisations'"),
        (("template", "people", "-o", "a.xls"), "đuôi tệp phải là .xlsx."),
        (("template", "people", "-o", "/dev/null"), "thiết bị"),
        (("report", "review", "-o", "a.odt"), "đuôi tệp phải là .docx hoặc .pdf hoặc .json."),
        (("import", "none.xlsx"), "không có tệp none.xlsx"),
        (("bench", "--size", "1"), "1 nằm ngoài khoảng"),
    ],
)
def test_wrong_use_is_told_in_vietnamese(words: tuple[str, ...], said: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Error" not in ran.err


def test_help_is_in_vietnamese() -> None:
    for words in (("--help",), ("import", "--help"), ("audit", "--help")):
        ran = run(*words)
        assert (ran.code, "Tùy chọn:" in ran.out, "Show this" in ran.out, "OPTIONS" in ran.out) == (
            0,
            True,
            False,
            False,
        )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("undo", "99"), 1, "Không có lần nhập số 99"),
        (("undo", "x"), 2, "không phải số nguyên"),
        (("figures", "--organisation", "X", "--period", "2023"), 1, "mã X"),
        (("figures", "--organisation", "DUK", "--period", "2023", "--indicator", "x"), 1, "«x»"),
        (("records", "--organisation", "DUK", "--period", "2023", "--indicator", "x"), 1, "«x»"),
        (("template", "people", "-o", f"{LONG}.xlsx"), 1, "tên tệp quá dài"),
        (("verify", "none.json"), 2, "không có tệp none.json"),
    ],
)
def test_a_failure_prints_an_object_too(
    tree: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words, "--json")
    (error,) = ran.json["errors"]
    assert (ran.code, said in error["message"], said in ran.err) == (code, True, True)
    assert list(tmp_path.iterdir()) == []


def test_an_import_s_object_is_whole_though_nothing_was_read() -> None:
    ran = run("import", "none.xlsx", "--json")
    assert (ran.code, ran.json["created"], ran.json["batch"], len(ran.json["errors"])) == (2, 0, None, 1)


def test_what_was_written_is_told_though_the_wrong_rows_could_not_be(tree: None, tmp_path: Path) -> None:
    path = book({"Vấn đề": [ISSUE, {**ISSUE, "Vấn đề": "Cầu", "Mã tổ chức": "9"}]})
    ran = run("import", path, "--partial", "--rejects", tmp_path / f"{LONG}.xlsx", "--json")
    assert (ran.code, ran.json["created"], ran.json["batch"]) == (1, 1, Batch.objects.latest("pk").pk)
    assert [error["row"] for error in ran.json["errors"]] == [3, None]
    assert "Không ghi được các dòng sai" in ran.json["errors"][1]["message"]


@pytest.mark.slow
def test_an_answer_that_goes_nowhere_is_one_line(home: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [PROGRAM, "settings", "--json"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr.splitlines()) == (
        1, ["Không đọc hoặc ghi được kết quả: đĩa đã đầy; dọn bớt hoặc chọn ổ đĩa khác."],
    )  # fmt: skip
