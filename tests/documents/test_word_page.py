"""The paper of a Word file: margins, sections, page numbers, styles, properties."""

from dataclasses import replace
from datetime import date

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from neuguong.documents.word import render_docx
from tests.documents.letters import DECISION, LETTER
from tests.documents.reading import style_values, values, word
from tests.documents.sample import review

BASE = "https://neuguong.vn"


@pytest.fixture(scope="module")
def report() -> WordDocument:
    return word(render_docx(review(), BASE))


def near(length: int | None, millimetres: float) -> bool:
    return length is not None and abs(length - Mm(millimetres)) < Mm(0.1)


def test_paper_is_a4_with_the_margins_of_the_rule(report: WordDocument) -> None:
    for section in report.sections:
        assert near(section.top_margin, 20)
        assert near(section.bottom_margin, 20)
        assert near(section.left_margin, 30)
        assert near(section.right_margin, 15)
    first, *_, last = report.sections
    assert (near(first.page_width, 210), near(first.page_height, 297)) == (True, True)
    assert last.orientation == WD_ORIENT.LANDSCAPE
    assert (near(last.page_width, 297), near(last.page_height, 210)) == (True, True)
    assert len(report.sections) == 3


def test_even_pages_mirror_the_margins_in_the_party_only(report: WordDocument) -> None:
    assert report.settings.element.xpath("./w:mirrorMargins")
    assert not word(render_docx(DECISION)).settings.element.xpath("./w:mirrorMargins")


def test_the_number_of_the_page_is_a_field_ten_millimetres_down_and_not_on_page_one(report: WordDocument) -> None:
    first = report.sections[0]
    assert first.different_first_page_header_footer
    assert first.first_page_header._element.xpath(".//w:instrText") == []
    assert "".join(first.first_page_header._element.xpath(".//w:t/text()")) == ""
    assert first.header._element.xpath(".//w:instrText/text()") == [" PAGE "]
    assert first.header._element.xpath(".//w:pStyle/@w:val") == ["PageNumber"]
    assert style_values(report, "PageNumber", "w:rPr/w:sz/@w:val") == ["28"]
    assert style_values(report, "PageNumber", "w:pPr/w:jc/@w:val") == ["center"]
    assert all(near(section.header_distance, 10) for section in report.sections)


def test_later_sections_go_on_with_header_and_numbers(report: WordDocument) -> None:
    for section in list(report.sections)[1:]:
        assert section.header.is_linked_to_previous
        assert not section.different_first_page_header_footer
        assert section._sectPr.xpath("./w:pgNumType") == []


def test_all_text_is_times_new_roman_in_vietnamese(report: WordDocument) -> None:
    fonts = report.styles.element.xpath("./w:docDefaults//w:rFonts")[0]
    assert {name.split("}")[1]: value for name, value in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"
    )
    assert report.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["vi-VN"]
    assert values(report, "//w:rFonts") == []
    assert report.styles.element.xpath("count(.//w:rFonts)") == 1


def test_body_is_justified_with_exact_lines_and_an_indented_first_line(report: WordDocument) -> None:
    assert style_values(report, "Normal", "w:pPr/w:spacing/@w:line") == ["380"]
    assert style_values(report, "Normal", "w:pPr/w:spacing/@w:lineRule") == ["exact"]
    assert style_values(report, "Normal", "w:pPr/w:spacing/@w:after") == ["120"]
    assert style_values(report, "Normal", "w:pPr/w:ind/@w:firstLine") == ["567"]
    assert style_values(report, "Normal", "w:pPr/w:jc/@w:val") == ["both"]


@pytest.mark.parametrize(
    ("style", "half_points", "bold", "italic"),
    [("HeadTitle", "30", "1", "0"), ("Higher", "28", "0", "0"), ("Issuer", "28", "1", "0"), ("Number", "28", "0", "0"),
     ("PlaceDate", "28", "0", "1"), ("Type", "32", "1", "0"), ("Abstract", "28", "1", "0"), ("Normal", "28", "0", "0"),
     ("LetterAbstract", "24", "0", "1"), ("Heading1", "28", "1", "0"), ("Authority", "28", "1", "0"),
     ("Position", "28", "0", "0"), ("Signer", "28", "1", "0"), ("RecipientsTitle", "28", "0", "0"),
     ("Recipients", "24", "0", "0"), ("Urgency", "28", "1", "0")],
)  # fmt: skip
def test_party_sizes(report: WordDocument, style: str, half_points: str, bold: str, italic: str) -> None:
    assert style_values(report, style, "w:rPr/w:sz/@w:val") == [half_points]
    assert style_values(report, style, "w:rPr/w:b/@w:val") == [bold]
    assert style_values(report, style, "w:rPr/w:i/@w:val") == [italic]


@pytest.mark.parametrize(
    ("style", "half_points", "bold", "italic"),
    [("HeadTitle", "26", "1", "0"), ("HeadMotto", "28", "1", "0"), ("Number", "26", "0", "0"),
     ("Bases", "28", "0", "1"), ("Position", "28", "1", "0"), ("RecipientsTitle", "24", "1", "1"),
     ("Recipients", "22", "0", "0")],
)  # fmt: skip
def test_state_sizes(style: str, half_points: str, bold: str, italic: str) -> None:
    decision = word(render_docx(DECISION))
    assert style_values(decision, style, "w:rPr/w:sz/@w:val") == [half_points]
    assert style_values(decision, style, "w:rPr/w:b/@w:val") == [bold]
    assert style_values(decision, style, "w:rPr/w:i/@w:val") == [italic]


def test_each_style_in_use_is_defined(report: WordDocument) -> None:
    used = set(values(report, "//w:pStyle/@w:val")) | set(values(report, "//w:rStyle/@w:val"))
    defined = set(report.styles.element.xpath("./w:style/@w:styleId"))
    assert used <= defined
    assert "Heading1" in used


def test_properties_name_title_author_and_language(report: WordDocument) -> None:
    properties = report.core_properties
    assert properties.title.startswith("Báo cáo sơ kết 02 năm thực hiện Kết luận số 01-KL/TW")
    assert properties.author == "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh"
    assert properties.language == "vi-VN"
    assert properties.created is not None
    assert properties.created.date() == date(2023, 11, 5)
    assert properties.subject == "HD 36-HD/VPTW"
    newer = word(render_docx(replace(LETTER, date=date(2026, 5, 27))))
    assert newer.core_properties.subject == "HD 05-HD/VPTW"
    assert "python" not in properties.comments


def test_heading_styles_are_words_own_and_stay_with_the_next_line(report: WordDocument) -> None:
    for level in "123":
        assert style_values(report, f"Heading{level}", "w:name/@w:val") == [f"heading {level}"]
        assert style_values(report, f"Heading{level}", "w:pPr/w:outlineLvl/@w:val") == [str(int(level) - 1)]
        assert style_values(report, f"Heading{level}", "w:pPr/w:keepNext")
