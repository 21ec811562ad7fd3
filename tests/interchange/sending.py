"""A bloc, and workbooks of models as an office sends them."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from neuguong.interchange.writing import ColumnOut, SheetOut, write_workbook
from neuguong.ui.http import at
from tests.bloc import YEAR, Bloc

HEADINGS = ("Mã mô hình", "Mã tổ chức", "Tên mô hình", "Ngày đăng ký")
GOOD = ("MH1", "DSO", "Một cửa thân thiện", "05/03/2023")
OTHER = ("MH2", "DSO", "Tổ dân vận khéo", "06/03/2023")
FOREIGN = ("MH3", "BAO", "Trang nêu gương", "07/03/2023")


def book(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, sheet: str = "Mô hình") -> bytes:
    """Return a workbook with one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.xlsx"
        write_workbook(path, [SheetOut(sheet, [ColumnOut(name) for name in headings], rows)], guide=False)
        return path.read_bytes()


def send(bloc: Bloc, content: bytes, *, name: str = "cell", file: str = "mô hình.xlsx", place: str = "DSO") -> Any:
    """Return the answer to `name` sending a workbook."""
    sent = SimpleUploadedFile(file, content)
    return bloc.client(name).post(at(place, YEAR, "interchange:upload"), {"workbook": sent})


def token_of(answer: Any) -> str:
    """Return the token of the preview that an answer leads to."""
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url.rstrip("/").rpartition("/")[2])


def body_of(answer: Any) -> io.BytesIO:
    """Return what was downloaded."""
    return io.BytesIO(answer.getvalue())
