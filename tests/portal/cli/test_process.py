"""The command as a process of its own: set-up, a whole tree, the log, and what goes wrong around it."""

import datetime as dt
import os
from pathlib import Path

import pytest

from neuguong.portal.cli.commands.ticking import ticking
from tests.interchange.books import TREE, book
from tests.portal.cli.running import call

pytestmark = pytest.mark.slow
ISSUE = {"Mã tổ chức": "001", "Vấn đề": "Đường", "Ngày nêu": dt.date(2023, 6, 5)}
INIT = ("init", "--name", "Đảng bộ Khối", "--code", "DUK", "--admin", "qt@example.vn")


def test_from_nothing_to_a_log_that_holds(tmp_path: Path) -> None:
    path = book(TREE)
    for words in (("import", path), ("figures", "--organisation", "DUK", "--period", "2023"), ("audit", "verify")):
        ran = call(tmp_path, *words)
        assert (ran.code, ran.out, "Chạy «neuguong init»" in ran.err) == (1, "", True), words
    made = call(tmp_path, *INIT)
    assert (made.code, "http://" in made.out) == (0, True)
    assert call(tmp_path, *INIT).code == 1
    done = call(tmp_path, "import", path, "--json")
    assert (done.code, done.json["created"], done.json["unchanged"]) == (0, 5, 1)
    changed = call(tmp_path, "import", book({"Vấn đề": [ISSUE]}), "--json")
    assert call(tmp_path, "undo", str(changed.json["batch"])).code == 0
    whole = call(tmp_path, "audit", "verify", "--json")
    assert (whole.code, whole.json) == (0, {**whole.json, "faults": [], "count": 0, "compared": []})
    assert "tính lại" in whole.json["unseen"]


def test_a_wrong_set_up_leaves_nothing_behind(tmp_path: Path) -> None:
    assert call(tmp_path, *INIT[:-1], "không phải").code == 1
    assert call(tmp_path, *INIT, "--kind", "Câu lạc bộ").code == 2
    assert call(tmp_path, *INIT, "--kind", "dang bo tinh").code == 0


def test_what_goes_wrong_around_it_is_one_line(tmp_path: Path) -> None:
    path = book(TREE)
    away = call(tmp_path, "import", path, DATABASE_URL="postgresql:///none?host=/nowhere")
    assert (away.code, away.err.startswith("Không dùng được cơ sở dữ liệu")) == (1, True)
    assert len(away.err.splitlines()) == 1
    assert "postgresql://" in call(tmp_path, "import", path, DATABASE_URL="mysql://x").err
    (tmp_path / "file").touch()
    barred = call(tmp_path, "import", path, NEUGUONG_HOME=str(tmp_path / "file"))
    assert (barred.code, len(barred.err.splitlines())) == (1, 1)


def test_help_and_version_need_nothing(tmp_path: Path) -> None:
    for words in (("--help",), ("--version",), ("import", "--help"), ("settings", "--json")):
        assert call(tmp_path, *words).code == 0
    assert call(tmp_path).code in {0, 2}
    assert os.listdir(tmp_path) in ([], ["secret-key"])


def test_scheduled_work_is_done_while_the_site_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(tmp_path, *INIT).code == 0
    monkeypatch.setenv("NEUGUONG_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with ticking():
        pass
    (head,) = (tmp_path / "heads").glob("*.json")
    beside = call(tmp_path, "audit", "verify", "--head", head)
    assert (beside.code, head.name in beside.out) == (0, True)
    assert call(tmp_path, "tick").out == ""
