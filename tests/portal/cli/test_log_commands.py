"""`audit verify`, `audit head`, `audit role`, `tick`: what an operator sees and is told."""

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection

from neuguong.audit import guards
from neuguong.audit.models import Entry
from neuguong.core import clock, schedule
from neuguong.core.errors import Refusal
from neuguong.core.schedule import Work
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


def test_one_work_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise Refusal("Hết chỗ trên đĩa.")

    works = (Work("one", fail), Work("two", lambda: "Đã xong."))
    monkeypatch.setattr(schedule, "_WORKS", {work.code: work for work in works})
    told = run("tick")
    assert (told.exit_code, "one: chưa làm được: Hết chỗ" in told.output, "Đã xong." in told.output) == (1, True, True)
