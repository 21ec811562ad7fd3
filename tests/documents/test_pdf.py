"""The PDF, read by poppler: pages, text, links, fonts, properties."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from neuguong.documents import fonts
from neuguong.documents.blocks import OfficialDocument, Paragraph, runs
from neuguong.documents.pdf import render_pdf
from tests.documents.drawings import pictures
from tests.documents.letters import DECISION, LETTER, MINUTES
from tests.documents.reading import pdf_links, pdf_pages, pdf_text, poppler
from tests.documents.sample import ORGANISATIONS, review

BASE = "https://neuguong.vn"


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(review(pictures()), BASE)


def words(text: str) -> str:
    return " ".join(text.split())


def test_each_page_but_the_first_carries_its_number_on_top(report: bytes) -> None:
    pages = pdf_pages(report)
    assert len(pages) >= 10
    tops = [page.strip().splitlines()[0].strip() for page in pages]
    assert tops[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert tops[0].startswith("TỈNH ỦY NẬM KHOA")


def test_the_number_stands_ten_millimetres_from_the_edge_over_the_middle_of_the_text(report: bytes) -> None:
    box = poppler("pdftotext", "-bbox", "-f", "2", "-l", "2", "-", content=report)
    found = re.search(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">2</word>', box)
    assert found is not None
    left, top, right = (float(value) for value in found.groups())
    # The line's box begins at 10 mm, as Word's header does; a digit begins 0.2 of its size lower.
    assert 0 <= top - 10 * 72 / 25.4 <= 0.22 * 14
    # An even page mirrors the margins: 15 mm on the left and 30 mm on the right.
    assert (left + right) / 2 == pytest.approx((15 + 165 / 2) * 72 / 25.4, abs=1)


def test_first_page_says_who_what_when(report: bytes) -> None:
    first = words(pdf_pages(report)[0])
    for line in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/ĐUK", "Nậm Khoa, ngày 05 tháng 11 năm 2023", "BÁO CÁO", "-----",
                 "I- TÌNH HÌNH TRIỂN KHAI", "1. Công tác quán triệt, cụ thể hóa, chỉ đạo"):  # fmt: skip
        assert line in first


def test_every_organisation_and_stacked_mark_can_be_searched_for(report: bytes) -> None:
    text = words(pdf_text(report))
    assert all(name in text for name in ORGANISATIONS)
    assert "Ễnh ương, Ậm ừ, Ỡm ờ, KHUỶU, NGHỄNH NGÃNG." in text


def test_table_headings_repeat_on_each_of_its_pages(report: bytes) -> None:
    with_rows = [page for page in pdf_pages(report) if re.search(r"^ *\d+ +(Chi|Đảng) bộ ", page, re.MULTILINE)]
    assert len(with_rows) >= 8
    assert all("Tổ chức cơ sở đảng" in page and "Bản cam kết" in page for page in with_rows)


def test_figures_are_links(report: bytes) -> None:
    links = pdf_links(report)
    assert "https://neuguong.vn/so-lieu/study_people/" in links
    assert "https://neuguong.example.vn/so-lieu/study_visits/?a=1&b=2" in links
    assert {f"https://neuguong.vn/so-lieu/cam-ket/{index}/" for index in range(1, 71)} <= links


def test_annexes_may_lie_across(report: bytes) -> None:
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+)", poppler("pdfinfo", "-l", "99", content=report))
    turned = [float(width) > float(height) for width, height in sizes]
    assert turned[0] is False
    assert turned[-1] is True
    assert "DANH SÁCH KHEN THƯỞNG" in pdf_pages(report)[turned.index(True)]


def test_only_our_fonts_all_embedded(report: bytes) -> None:
    rows = [line.split() for line in poppler("pdffonts", content=report).splitlines()[2:]]
    assert {row[0].split("+")[1].split("-")[0] for row in rows} == {"Tinos"}
    assert {row[-5] for row in rows} == {"yes"}


def test_title_author_language_and_tags(report: bytes) -> None:
    said = poppler("pdfinfo", content=report)
    assert re.search(r"^Title: +Báo cáo sơ kết 02 năm", said, re.MULTILINE)
    assert re.search(r"^Author: +Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh$", said, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", said, re.MULTILINE)
    assert re.search(rb"/Lang ?\(vi-VN\)", report)


def test_the_same_document_is_the_same_file(report: bytes) -> None:
    assert render_pdf(review(pictures()), BASE) == report


@pytest.mark.parametrize("document", [DECISION, LETTER, MINUTES], ids=lambda document: document.type_code)
def test_short_documents_are_one_page_with_signature(document: OfficialDocument) -> None:
    pages = pdf_pages(render_pdf(document))
    assert len(pages) == 1
    assert document.signer in pages[0]


def test_signature_never_stands_alone() -> None:
    for count in range(20, 34):
        lines = tuple(Paragraph(runs(f"Dòng thứ {index}")) for index in range(count))
        last = pdf_pages(render_pdf(replace(LETTER, blocks=lines, addressees=())))[-1]
        assert f"Dòng thứ {count - 1}" in last
        assert "Đặng Thu Yến" in last


def test_missing_fonts_are_said_with_the_way_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)
    with pytest.raises(FileNotFoundError, match="make assets"):
        fonts.font_directory()
