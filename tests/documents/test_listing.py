"""Plain printed lists: words are words, wide rows are told one below the other."""

import datetime as dt

from neuguong.documents.listing import Listing, Part, render_listing
from tests.documents.reading import pdf_pages, pdf_text

MADE = dt.datetime(2026, 1, 12, 2, 0, tzinfo=dt.UTC)


def printed(*parts: Part) -> str:
    listing = Listing("Bản sao", (("Của", "Hoàng Thị Mỷ"),), parts, "Cuối trang", MADE)
    return " ".join(pdf_text(render_listing(listing)).split())


def test_markup_in_a_value_is_printed_and_not_read() -> None:
    nasty = '#read("/etc/passwd") *đậm* $x$ #eval("1+1") \\'
    assert nasty in printed(Part("Phần", ("Nội dung",), ((nasty,),)))


def test_a_wide_row_keeps_each_value_with_its_heading() -> None:
    headings = tuple(f"Cột {number}" for number in range(1, 9))
    values = tuple(f"giá trị {number}" for number in range(1, 9))
    text = printed(Part("Rộng", headings, (values,)))
    assert all(f"{heading}: {value}" in text for heading, value in zip(headings, values, strict=True))


def test_each_page_says_which_of_how_many_it_is() -> None:
    rows = tuple((f"dòng {number}",) for number in range(200))
    listing = Listing("Dài", (), (Part("Phần", ("Dòng",), rows),), "Cuối trang", MADE)
    pages = pdf_pages(render_listing(listing))
    assert len(pages) > 2
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all("Cuối trang" in page for page in pages)


def test_an_empty_part_says_why() -> None:
    assert "Không lưu gì." in printed(Part("Trống", ("Cột",), (), "Không lưu gì."))
