"""`audit verify`, `audit head`, `audit role`, `tick`: what an operator sees and is told."""

import json
import resource
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection

from neuguong.audit import guards, keys
from neuguong.audit.heads import ExportedHead, export_of_day
from neuguong.audit.models import Entry
from neuguong.core import clock, schedule
from neuguong.core.errors import Refusal
from neuguong.core.schedule import Work
from neuguong.files import storing
from neuguong.portal.cli.main import cli
from tests.audit.sample import cut_with_the_head, fill
from tests.conftest import MOMENT

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.fixture
def exported(tmp_path: Path) -> str:
    fill()
    path = tmp_path / "head.json"
    assert run("audit", "head", "-o", str(path)).exit_code == 0
    return str(path)


def test_a_whole_log_and_what_cannot_be_seen_without_a_head(exported: str) -> None:
    alone = run("audit", "verify")
    assert (alone.exit_code, "Nhật ký nguyên vẹn." in alone.output, "--head" in alone.output) == (0, True, True)
    beside = run("audit", "verify", "--head", exported)
    assert (beside.exit_code, "Đã so với head.json." in beside.output) == (0, True)
    assert "không thấy được" not in beside.output


def test_a_fault_is_told_with_its_entry(exported: str) -> None:
    guards.take_down(connection)
    Entry.objects.filter(pk=7).update(actor_label="Ai đó")
    told = run("audit", "verify")
    assert (told.exit_code, "Dòng 7: nội dung không khớp" in told.output) == (1, True)
    found = json.loads(run("audit", "verify", "--json").stdout)
    assert (found["count"], found["faults"][0]["entry"], found["faults"][0]["what"]) == (1, 7, "changed")


def test_a_cut_tail_is_found_beside_the_head(exported: str) -> None:
    guards.take_down(connection)
    cut_with_the_head(Random(1))
    assert run("audit", "verify").exit_code == 0
    told = run("audit", "verify", "--head", exported)
    assert (told.exit_code, "phần cuối đã bị cắt" in told.output) == (1, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("không phải", "không phải tệp đầu nhật ký"),
        ('{"count": 1}', "không phải tệp đầu nhật ký"),
        ('{"installation": "X", "at": "", "count": "1", "hash": ""}', "không đọc được"),
        ('{"installation": "KHÁC", "at": "", "count": 1, "hash": ""}', "tệp của hệ thống KHÁC"),
    ],
)
def test_a_file_that_is_no_head_of_ours_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    answer = run("audit", "verify", "--head", str(path))
    assert isinstance(answer.exception, Refusal)
    assert words in answer.exception.message


def test_the_rights_of_a_role_are_told_as_sql() -> None:
    told = run("audit", "role", 'so"nhat')
    assert told.exit_code == 0
    assert 'REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_reading FROM "so""nhat";' in told.output


def test_the_head_is_exported_once_a_day_and_never_overwritten() -> None:
    fill()
    path = settings.HOME / "heads" / "2024-01-15.json"
    with clock.freeze(MOMENT):
        first = run("tick", "--json")
        assert json.loads(first.stdout)["done"]["log_head"].endswith(f"{path}.")
        content = path.read_text(encoding="utf-8")
        fill()
        assert json.loads(run("tick", "--json").stdout)["done"]["log_head"] == ""
    assert path.read_text(encoding="utf-8") == content
    assert run("audit", "verify", "--head", str(path)).exit_code == 0
    assert not list(path.parent.glob(".*"))


def test_a_missed_day_leaves_a_gap_and_the_next_head_vouches_for_all_before() -> None:
    folder = settings.HOME / "heads"
    for day in (20, 23):
        fill()
        with clock.freeze(MOMENT.replace(day=day)):
            assert run("tick").exit_code == 0
    kept = [str(folder / f"2024-01-{day}.json") for day in (20, 23)]
    assert not (folder / "2024-01-21.json").exists()
    assert run("audit", "verify", "--head", kept[0], "--head", kept[1]).exit_code == 0
    guards.take_down(connection)
    cut_with_the_head(Random(1))
    told = run("audit", "verify", "--head", kept[1])
    assert (told.exit_code, "phần cuối đã bị cắt" in told.output) == (1, True)


def test_a_full_disk_is_told_leaves_nothing_half_written_and_is_made_good_by_the_next_run() -> None:
    fill()
    folder = settings.HOME / "heads"
    with clock.freeze(MOMENT.replace(day=25)):
        # As on a full disk, the very first byte of a file can't be written.
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            told = run("tick", "--json")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert (told.exit_code, "log_head" in json.loads(told.stdout)["failed"]) == (1, True)
        assert not list(folder.glob("*2024-01-25*"))
        assert run("tick").exit_code == 0
    assert run("audit", "verify", "--head", str(folder / "2024-01-25.json")).exit_code == 0


def test_two_runs_at_one_time_write_one_head(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        day = MOMENT.date()
        heads = [ExportedHead("m", "", number, "") for number in range(8)]
        written = list(pool.map(lambda head: export_of_day(tmp_path, head, day), heads))
    (path,) = filter(None, written)
    assert list(tmp_path.iterdir()) == [path]
    assert json.loads(path.read_text())["count"] == written.index(path)


def test_content_of_files_without_a_record_goes_with_the_schedule() -> None:
    # Other tests' files are in nobody's database any more, and so many would be left alone.
    shutil.rmtree(storing.root(), ignore_errors=True)
    begun = storing.receive([b"x"])
    assert run("tick").exit_code == 0
    assert begun.exists()
    with clock.freeze(MOMENT.replace(year=2050)):
        assert json.loads(run("tick", "--json").stdout)["done"]["files_sweep"]
    assert not begun.exists()


def test_the_key_is_changed_by_a_command() -> None:
    fill()
    before = keys.path().read_bytes()
    told = run("audit", "rotate-key")
    assert (told.exit_code, "khóa của 3 người" in told.output) == (0, True)
    assert keys.path().read_bytes() != before
    assert run("audit", "verify").exit_code == 0


def test_one_work_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise Refusal("Hết chỗ trên đĩa.")

    works = (Work("one", fail), Work("two", lambda: "Đã xong."))
    monkeypatch.setattr(schedule, "_WORKS", {work.code: work for work in works})
    told = run("tick")
    assert (told.exit_code, "one: chưa làm được: Hết chỗ" in told.output, "Đã xong." in told.output) == (1, True, True)
