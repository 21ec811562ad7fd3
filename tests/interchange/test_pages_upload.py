"""The pages of an import: sending, the preview, writing, the wrong rows, taking back."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from neuguong.interchange import uploads
from neuguong.interchange.exporting import REASON
from neuguong.interchange.models import Batch
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT
from tests.interchange.sending import FOREIGN, GOOD, HEADINGS, OTHER, body_of, book, send, token_of


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def bloc(db: None, home: Path) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def previewed(bloc: Bloc, content: bytes, name: str = "cell") -> tuple[str, Any]:
    """Send a workbook; return its token and the preview."""
    token = token_of(send(bloc, content, name=name))
    page = bloc.open(name, "interchange:preview", token)
    assert page.status_code == 200
    return token, page


def stored(home: Path) -> set[str]:
    """Return the names of the files that wait."""
    return {path.name for path in (home / "uploads").iterdir()}


def test_a_preview_writes_nothing(bloc: Bloc) -> None:
    _token, page = previewed(bloc, book(GOOD, OTHER))
    (sheet,) = page.context["preview"].sheets
    assert (sheet.title, sheet.created, sheet.updated, sheet.unchanged, sheet.wrong) == ("Mô hình", 2, 0, 0, 0)
    assert "Sẽ ghi 2 bản ghi" in page.content.decode()
    assert not Initiative.objects.exists()
    assert not Batch.objects.exists()


def test_what_was_seen_is_written_and_taken_back(bloc: Bloc, home: Path) -> None:
    token, _page = previewed(bloc, book(GOOD, OTHER))
    answer = bloc.send("cell", "interchange:write", token, said={})
    batch = Batch.objects.get()
    assert answer.url == f"/o/DSO/2023/imports/{batch.pk}/"
    assert set(Initiative.objects.values_list("code", flat=True)) == {"MH1", "MH2"}
    assert (batch.file_name, batch.created, batch.actor_label) == ("mô hình.xlsx", 2, "Cell")
    assert stored(home) == set()
    page = bloc.open("cell", "interchange:detail", batch.pk)
    undo = next(action for action in page.context["actions"] if "undo" in action.href)
    assert bloc.client("cell").get(undo.href).status_code == 200
    assert bloc.client("cell").post(undo.href).headers["Location"] == answer.url
    assert not Initiative.objects.exists()
    page = bloc.open("cell", "interchange:detail", batch.pk)
    assert "đã hoàn tác" in page.content.decode()
    assert list(page.context["actions"]) == []


def test_wrong_rows_stop_the_whole_unless_only_the_right_ones_are_asked_for(bloc: Bloc) -> None:
    token, page = previewed(bloc, book(GOOD, FOREIGN))
    (sheet,) = page.context["preview"].sheets
    assert (sheet.created, sheet.wrong) == (1, 1)
    text = page.content.decode()
    assert "Chỉ ghi các dòng đúng" in text
    assert bloc.send("cell", "interchange:write", token, said={}).url.endswith(f"/imports/files/{token}/")
    assert not Initiative.objects.exists()
    answer = bloc.send("cell", "interchange:write", token, said={"partial": "1"})
    assert Initiative.objects.get().code == "MH1"
    assert f"/imports/files/{token}/wrong/" in bloc.client("cell").get(answer.url).content.decode()


@pytest.mark.parametrize("written", [False, True])
def test_wrong_rows_come_back_with_the_reason(bloc: Bloc, written: bool) -> None:
    token, _page = previewed(bloc, book(GOOD, FOREIGN))
    if written:
        bloc.send("cell", "interchange:write", token, said={"partial": "1"})
    answer = bloc.open("cell", "interchange:rejects", token)
    rows = CalamineWorkbook.from_filelike(body_of(answer)).get_sheet_by_name("Mô hình").to_python()
    assert rows[0] == [*HEADINGS, REASON]
    assert [row[0] for row in rows[1:]] == ["MH3"]
    assert "dòng 3" in str(rows[1][-1])
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_is_there_already_is_not_written_again(bloc: Bloc) -> None:
    token, _page = previewed(bloc, book(GOOD))
    bloc.send("cell", "interchange:write", token, said={})
    token, page = previewed(bloc, book(GOOD))
    assert "Không có gì phải ghi." in page.content.decode()
    assert '<button class="btn btn-primary">Ghi' not in page.content.decode()
    bloc.send("cell", "interchange:write", token, said={})
    assert Batch.objects.count() == 1


def test_it_can_be_checked_again(bloc: Bloc) -> None:
    token, page = previewed(bloc, book(GOOD))
    first, _page = previewed(bloc, book(GOOD))
    bloc.send("cell", "interchange:write", first, said={})
    answer = bloc.send("cell", "interchange:check", token, said={})
    page = bloc.client("cell").get(answer.url)
    assert page.context["preview"].sheets[0].unchanged == 1


def test_a_written_file_is_gone(bloc: Bloc) -> None:
    token, _page = previewed(bloc, book(GOOD))
    bloc.send("cell", "interchange:write", token, said={})
    for page in ("preview", "rejects"):
        assert bloc.open("cell", f"interchange:{page}", token).status_code == 404
    answer = bloc.send("cell", "interchange:write", token, said={})
    assert answer.status_code == 404
    assert "Gửi lại tệp để nhập" in answer.content.decode()
    assert Batch.objects.count() == 1


def test_a_file_written_in_part_is_gone_but_for_its_wrong_rows(bloc: Bloc, home: Path) -> None:
    token, _page = previewed(bloc, book(GOOD, FOREIGN))
    assert bloc.send("cell", "interchange:write", token, said={"partial": "1"}).status_code == 302
    for page in ("write", "check", "drop"):
        assert bloc.send("cell", f"interchange:{page}", token, said={"partial": "1"}).status_code == 404
    assert bloc.open("cell", "interchange:preview", token).status_code == 404
    assert bloc.open("cell", "interchange:rejects", token).getvalue()
    assert stored(home) == {f"{token}.json", f"{token}-wrong.xlsx"}
    assert Batch.objects.count() == 1


def test_one_request_at_a_time_has_the_file(bloc: Bloc) -> None:
    token, _page = previewed(bloc, book(GOOD))
    upload = uploads.find(token, bloc.client("cell").session.session_key or "")
    with uploads.taken(upload):
        for page in ("write", "check"):
            answer = bloc.send("cell", f"interchange:{page}", token, said={})
            assert answer.status_code == 404
            assert "đang được xử lý" in answer.content.decode()
    assert bloc.send("cell", "interchange:write", token, said={}).status_code == 302
    assert Batch.objects.count() == 1


def test_a_file_can_be_thrown_away(bloc: Bloc, home: Path) -> None:
    token, _page = previewed(bloc, book(GOOD, FOREIGN))
    assert bloc.send("cell", "interchange:drop", token, said={}).url == "/o/DSO/2023/imports/"
    assert stored(home) == set()


@pytest.mark.parametrize("name", ["sibling", "secretary", "officer"])
def test_nobody_else_finds_the_file(bloc: Bloc, name: str) -> None:
    token, _page = previewed(bloc, book(GOOD, FOREIGN))
    place = {"sibling": "KBN", "secretary": "YTE", "officer": "DUK"}[name]
    for page in ("preview", "rejects"):
        assert bloc.open(name, f"interchange:{page}", token, place=place).status_code == 404
    for page in ("write", "check", "drop"):
        said = {"partial": "1"}
        assert bloc.send(name, f"interchange:{page}", token, said=said, place=place).status_code == 404
    assert not Initiative.objects.exists()


def test_another_session_of_the_same_account_does_not_find_it(bloc: Bloc) -> None:
    token, _page = previewed(bloc, book(GOOD))
    del bloc.clients["cell"]
    assert bloc.open("cell", "interchange:preview", token).status_code == 404


@pytest.mark.parametrize("name", ["member", "inspector"])
def test_readers_import_nothing(bloc: Bloc, name: str) -> None:
    for page in ("list", "upload", "templates"):
        assert bloc.open(name, f"interchange:{page}").status_code == 403
    assert send(bloc, book(GOOD), name=name).status_code == 403
    assert bloc.open(name, "interchange:template", "people").status_code == 403
    assert bloc.open(name, "interchange:preview", "x" * 43).status_code == 403


@pytest.mark.parametrize("token", ["x", "x" * 43, "..", "..%2f..%2fsecret-key", "x" * 42 + ".", "x" * 44])
def test_a_guessed_token_finds_nothing(bloc: Bloc, token: str) -> None:
    assert bloc.client("cell").get(f"/o/DSO/2023/imports/files/{token}/").status_code == 404


def test_waiting_files_are_private(bloc: Bloc, home: Path) -> None:
    token, _page = previewed(bloc, book(GOOD))
    files = [path for path in (home / "uploads").iterdir() if path.name.startswith(token)]
    assert {path.suffix for path in files} == {".xlsx", ".json"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (home / "uploads").stat().st_mode & 0o777 == 0o700
    key = (bloc.client("cell").session.session_key or "").encode()
    assert key
    assert not any(key in path.read_bytes() for path in files)


def test_only_the_last_day_is_kept(bloc: Bloc, home: Path) -> None:
    token, _page = previewed(bloc, book(GOOD))
    for path in (home / "uploads").iterdir():
        old = (clock.now() - uploads.KEPT).timestamp() - 1
        os.utime(path, (old, old))
    newer, _page = previewed(bloc, book(OTHER))
    assert {name[:43] for name in stored(home)} == {newer}
    assert bloc.open("cell", "interchange:preview", token).status_code == 404
