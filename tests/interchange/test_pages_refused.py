"""Files that can't be read get their sentence on the page, and are not kept."""

import html
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from neuguong.core import clock
from neuguong.interchange import uploads
from neuguong.ui.http import at
from tests.bloc import YEAR, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.interchange.reading.files import pack, parts, table
from tests.interchange.sending import GOOD, book, send


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def bloc(db: None, home: Path) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def packed(tmp_path: Path, **other: str) -> bytes:
    """Return a workbook made by hand, with some parts more or otherwise."""
    names = {"macro": "xl/vbaProject.bin", "escape": "../evil.xml", "document": "word/document.xml"}
    contents = parts(table([["Mã mô hình"], ["MH1"]]))
    return pack(tmp_path / "f.xlsx", {**contents, **{names[key]: text for key, text in other.items()}}).read_bytes()


def bomb(tmp_path: Path) -> bytes:
    """Return a workbook that unpacks to 64 MB of one letter."""
    return pack(tmp_path / "f.xlsx", parts(table([["x" * (64 << 20)]]))).read_bytes()


def zipped(name: str) -> bytes:
    """Return an archive that holds one file."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _path: b"", "Tệp rỗng"),
    "text": (lambda _path: b"a;b;c\n1;2;3\n", "không phải sổ làm việc"),
    "program": (lambda _path: b"MZ" + b"\0" * 500, ""),
    "pdf": (lambda _path: b"%PDF-1.7\n", "PDF"),
    "word": (lambda _path: zipped("word/document.xml"), "Word"),
    "zip": (lambda _path: zipped("a.txt"), "tệp nén"),
    "cut": (lambda _path: book(GOOD)[:-200], "hỏng"),
    "macro": (lambda path: packed(path, macro="x"), "macro"),
    "escape": (lambda path: packed(path, escape="x"), "đường dẫn không an toàn"),
    "bomb": (bomb, "bom nén"),
    "stranger": (lambda _path: book(("a",), headings=("Cột lạ",), sheet="Lạ"), "không có trang nào nhận ra được"),
}


@pytest.mark.parametrize("sort", HOSTILE)
def test_what_can_not_be_read_is_told(bloc: Bloc, home: Path, tmp_path: Path, sort: str) -> None:
    make, words = HOSTILE[sort]
    answer = send(bloc, make(tmp_path))
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["workbook"]
    assert words in error
    assert error.endswith(".")
    assert error in html.unescape(answer.content.decode())
    assert list((home / "uploads").iterdir()) == []


def test_nothing_chosen_is_told(bloc: Bloc) -> None:
    answer = bloc.send("cell", "interchange:upload", said={})
    assert answer.status_code == 422
    assert "Chọn một tệp Excel" in answer.content.decode()


def test_a_file_that_is_too_large_is_told_and_not_stored(bloc: Bloc, home: Path) -> None:
    answer = send(bloc, b"x" * (uploads.LARGEST + 1))
    assert answer.status_code == 422
    assert "Tệp lớn 21 MB, quá mức 20 MB." in answer.content.decode()
    assert not (home / "uploads").exists()


def test_a_hostile_name_stays_a_name(bloc: Bloc, home: Path) -> None:
    name = '../../<img src=x onerror="x">\n.xlsx'
    answer = send(bloc, book(GOOD), file=name)
    page = bloc.client("cell").get(answer.url).content.decode()
    assert "<img src=x" not in page
    assert all(path.parent == home / "uploads" for path in home.rglob("*.xlsx"))


def test_a_form_without_its_token_is_refused(bloc: Bloc) -> None:
    client = bloc.client("cell")
    client.handler.enforce_csrf_checks = True
    answer = client.post(at("DSO", YEAR, "interchange:upload"), {"workbook": BytesIO(book(GOOD))})
    assert answer.status_code == 403


def test_cells_are_shown_as_text(bloc: Bloc) -> None:
    row = ("<script>x</script>", "<b>DSO</b>", "<i>Tên</i>", "<u>31/02/2023</u>")
    answer = send(bloc, book(row, GOOD))
    page = bloc.client("cell").get(answer.url).content.decode()
    assert "&lt;u&gt;31/02/2023" in page
    assert not [tag for tag in ("<script>x", "<b>DSO", "<i>Tên", "<u>31") if tag in page]
