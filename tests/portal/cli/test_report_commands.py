"""`report review` and `verify`: the file that is written, and what no longer holds."""

import datetime as dt
import json
from pathlib import Path

import pytest

from neuguong.activities.models import Session
from neuguong.reporting.models import Review
from tests.interchange.books import TREE, taken
from tests.portal.cli.running import run

pytestmark = pytest.mark.django_db
ABOUT = ("--organisation", "DUK", "--period", "2023")


@pytest.fixture
def year(db: None) -> None:
    session = {"Mã tổ chức": "001", "Ngày": dt.date(2023, 6, 5), "Loại": "Học tập", "Nội dung": "Kết luận 01"}
    taken({**TREE, "Sinh hoạt": [{**session, "Có mặt": 12}]})


def test_the_review_is_written_as_its_suffix_says(year: None, tmp_path: Path) -> None:
    for name, start in (("a.docx", b"PK"), ("a.pdf", b"%PDF"), ("a.JSON", b"{")):
        assert run("report", "review", *ABOUT, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    told = json.loads((tmp_path / "a.JSON").read_text())
    assert (told["organisation"], told["period"], told["structure"], told["frozen"]) == ("DUK", "2023", "then", None)
    assert {figure["value"] for figure in told["figures"] if figure["indicator"] == "study_visits"} == {0, 12}
    for name in ("a.txt", "a", "docx"):
        assert run("report", "review", *ABOUT, "-o", tmp_path / name).code == 2
    assert run("report", "review", "--organisation", "X", "--period", "2023", "-o", tmp_path / "b.pdf").code == 1
    assert run("report", "review", "--organisation", "DUK", "--period", "x", "-o", tmp_path / "b.pdf").code == 2
    assert not (tmp_path / "b.pdf").exists()


def test_a_review_is_frozen(year: None, tmp_path: Path) -> None:
    ran = run("report", "review", *ABOUT, "-o", tmp_path / "a.json", "--freeze", "--structure", "now", "--json")
    assert (ran.code, ran.json["frozen"] is not None, ran.json["structure"]) == (0, True, "now")
    assert Review.objects.get().frozen_hash == ran.json["hash"]


def test_verify_names_what_differs(year: None, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    run("report", "review", *ABOUT, "-o", path)
    assert run("verify", path).code == 0
    Session.objects.update(present_count=13)
    ran = run("verify", path, "--json")
    assert ran.code == 1
    assert {(one["indicator"], one["organisation"]) for one in ran.json} == {
        ("study_visits", "DUK"), ("study_visits", "001"),
    }  # fmt: skip
    words = run("verify", path)
    assert (words.code, "study_visits · DUK" in words.err, "12, nay 13" in words.err) == (1, True, True)


def test_what_verify_can_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for content in ("", "[]", "không", '{"figures": [1]}'):
        path.write_text(content)
        ran = run("verify", path)
        assert (ran.code, bool(ran.err)) == (1, True), content
    assert run("verify", tmp_path / "none.json").code == 2
