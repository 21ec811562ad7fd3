"""The Word file as LibreOffice opens it: pages, numbers, words."""

import shutil
import subprocess
from pathlib import Path

import pytest

from neuguong.documents.word import render_docx
from tests.documents.drawings import pictures
from tests.documents.reading import pdf_links, pdf_pages
from tests.documents.sample import ORGANISATIONS, review

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place: Path = tmp_path_factory.mktemp("office")
    office = shutil.which("soffice")
    assert office, "cần LibreOffice (soffice)"
    (place / "review.docx").write_bytes(render_docx(review(pictures()), "https://neuguong.vn"))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), str(place / "review.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (place / "review.pdf").read_bytes()


def test_pages_are_numbered_from_the_second_on(opened: bytes) -> None:
    pages = pdf_pages(opened)
    tops = [page.strip().splitlines()[0].strip() for page in pages]
    assert tops[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert "TỈNH ỦY NẬM KHOA" in tops[0]


def test_no_page_is_empty(opened: bytes) -> None:
    assert all(len(page.split()) > 5 for page in pdf_pages(opened))


def test_words_and_links_are_all_there(opened: bytes) -> None:
    text = " ".join(" ".join(pdf_pages(opened)).split())
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Nguyễn Thị Ngọc Ưỡn" in text
    assert sum(name in text for name in ORGANISATIONS) >= 20  # the others break over lines of their cell
    assert "https://neuguong.vn/so-lieu/study_people/" in pdf_links(opened)


def test_headings_of_a_table_repeat(opened: bytes) -> None:
    assert sum("Tổ chức cơ sở đảng" in page for page in pdf_pages(opened)) >= 8
