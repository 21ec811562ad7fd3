"""What a Word file says and how it is built: head, tables, figures, pictures, signature."""

from typing import Any

import pytest
from docx.document import Document as WordDocument

from neuguong.documents.blocks import Annex, Column, Figure, Paragraph, Table, runs
from neuguong.documents.word import render_docx
from tests.documents.drawings import pictures
from tests.documents.letters import DECISION, LETTER, MINUTES
from tests.documents.reading import style_of, texts, values, word
from tests.documents.sample import ORGANISATIONS, review

BASE = "https://neuguong.vn"


@pytest.fixture(scope="module")
def report() -> WordDocument:
    return word(render_docx(review(pictures()), BASE))


def cells(table: Any) -> list[list[str]]:
    """Return the texts of a table's cells, row by row."""
    return [
        ["|".join("".join(p.xpath(".//w:t/text()")) for p in cell.xpath("./w:p")) for cell in row.xpath("./w:tc")]
        for row in table.xpath("./w:tr")
    ]


def tables(document: WordDocument) -> list[Any]:
    found: list[Any] = document.element.body.xpath("./w:tbl")
    return found


def test_head_is_a_table_without_lines_of_two_columns(report: WordDocument) -> None:
    head = tables(report)[0]
    assert cells(head) == [
        ["TỈNH ỦY NẬM KHOA|ĐẢNG ỦY KHỐI CƠ QUANVÀ DOANH NGHIỆP TỈNH|*", "ĐẢNG CỘNG SẢN VIỆT NAM|"],
        ["Số 05-BC/ĐUK", "Nậm Khoa, ngày 05 tháng 11 năm 2023"],
    ]
    assert set(head.xpath("./w:tblPr/w:tblBorders/*/@w:val")) == {"nil"}


def rule_of(document: WordDocument, column: int) -> float:
    """Return in points the length of the rule drawn in a column of the head."""
    table = tables(document)[0]
    width = int(table.xpath("./w:tblGrid/w:gridCol/@w:w")[column])
    ruled = table.xpath(f"./w:tr[1]/w:tc[{column + 1}]/w:p[w:pPr/w:pBdr]")
    assert len(ruled) == 1
    indents = ruled[0].xpath("./w:pPr/w:ind/@w:left | ./w:pPr/w:ind/@w:right")
    return (width - sum(int(value) for value in indents)) / 20


def test_the_rule_under_the_head_is_drawn_as_long_as_its_line(report: WordDocument) -> None:
    # 13.742 em of 15 and 12.224 em of 14: measured in Tinos Bold, whose metrics are those of Times New Roman.
    assert rule_of(report, 1) == pytest.approx(13.742 * 15, abs=1)
    assert rule_of(word(render_docx(DECISION)), 1) == pytest.approx(12.224 * 14, abs=1)
    assert "____" not in "".join(texts(report))


def test_the_rule_under_a_state_issuer_is_a_third_to_a_half_of_its_line() -> None:
    longest = 8.6 * 13  # "ỦY BAN NHÂN DÂN" in bold capitals of 13
    assert longest / 3 <= rule_of(word(render_docx(DECISION)), 0) <= longest / 2


def test_title_and_abstract_stand_over_five_dashes(report: WordDocument) -> None:
    assert style_of(report, "BÁO CÁO") == "Type"
    said = texts(report)
    at = said.index("BÁO CÁO")
    assert said[at + 1].startswith("sơ kết 02 năm thực hiện")
    assert said[at + 2] == "-----"


def test_headings_take_the_forms_of_the_rule(report: WordDocument) -> None:
    assert style_of(report, "I- TÌNH HÌNH TRIỂN KHAI") == "Heading1"
    assert style_of(report, "1. Công tác quán triệt, cụ thể hóa, chỉ đạo") == "Heading2"
    assert style_of(report, "a) Nhận thức của cán bộ, đảng viên") == "Heading3"


def test_bases_of_a_decision_close_with_semicolons_and_a_stop() -> None:
    decision = word(render_docx(DECISION))
    assert style_of(decision, "- Luật Thi đua, khen thưởng ngày 15/6/2022;") == "Bases"
    assert style_of(decision, "- Đề nghị của Sở Nội vụ.") == "Bases"


def test_each_figure_is_a_link_to_its_records_with_a_dotted_underline(report: WordDocument) -> None:
    links: list[Any] = report.element.body.xpath(".//w:hyperlink")
    opened = {
        "".join(link.xpath(".//w:t/text()")): report.part.rels[link.xpath("./@r:id")[0]].target_ref for link in links
    }
    assert opened["4.987"] == "https://neuguong.vn/so-lieu/study_people/"
    assert opened["12.406"] == "https://neuguong.example.vn/so-lieu/study_visits/?a=1&b=2"
    assert opened["69"] == "https://neuguong.vn/so-lieu/people_base/?to-chuc=ĐUK&ky=2021..2023"
    assert all(report.part.rels[link.xpath("./@r:id")[0]].is_external for link in links)
    assert set(values(report, "//w:hyperlink/w:r/w:rPr/w:rStyle/@w:val")) == {"Figure"}
    assert report.styles.element.xpath("./w:style[@w:styleId='Figure']//w:u/@w:val") == ["dotted"]


def test_equal_addresses_share_one_relationship() -> None:
    line = Paragraph(runs(*(Figure(str(index), "/so-lieu/x/") for index in range(5))))
    document = word(render_docx(review((line,)), BASE))
    ids = [link.xpath("./@r:id")[0] for link in document.element.body.xpath(".//w:hyperlink")]
    targets = [document.part.rels[rid].target_ref for rid in ids]
    assert targets.count("https://neuguong.vn/so-lieu/x/") == 5
    assert len(set(ids)) == len(set(targets))


def test_tables_repeat_their_header_rows_and_never_split_a_row(report: WordDocument) -> None:
    table = tables(report)[1]
    rows = table.xpath("./w:tr")
    assert len(rows) == 2 + len(ORGANISATIONS)
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows[:3]] == [True, True, False]
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    assert cells(table)[0] == ["TT", "Tổ chức cơ sở đảng", "Bản cam kết", "Đăng ký"]
    assert cells(table)[1] == ["", "", "Phải ký", "Đã ký", "Tỷ lệ", "Mô hình", "Điển hình"]
    assert rows[0].xpath("./w:tc/w:tcPr/w:gridSpan/@w:val") == ["3", "2"]
    assert rows[0].xpath("./w:tc/w:tcPr/w:vMerge/@w:val") == ["restart", "restart"]


def test_numbers_stand_right_and_the_table_fills_the_width(report: WordDocument) -> None:
    table = tables(report)[1]
    row = table.xpath("./w:tr[3]")[0]
    assert [c.xpath("string(./w:p/w:pPr/w:jc/@w:val)") for c in row.xpath("./w:tc")] == ["center", "", *["right"] * 5]
    widths = [int(width) for width in table.xpath("./w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == pytest.approx(165 * 1440 / 25.4, abs=len(widths))
    wide = tables(report)[-1].xpath("./w:tblGrid/w:gridCol/@w:w")
    assert sum(int(width) for width in wide) == pytest.approx(252 * 1440 / 25.4, abs=len(wide))


def test_signature_block_has_recipients_left_and_who_signs_right(report: WordDocument) -> None:
    block = next(t for t in tables(report) if "T/M BAN THƯỜNG VỤ" in "".join(t.xpath(".//w:t/text()")))
    ((left, right),) = cells(block)
    assert left.split("|") == [
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy (báo cáo);",
        "- Ban Tuyên giáo Tỉnh ủy;",
        "- Các tổ chức cơ sở đảng trực thuộc;",
        "- Lưu Văn phòng Đảng ủy.",
    ]
    assert [line for line in right.split("|") if line] == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Thị Ngọc Ưỡn"]
    assert block.xpath("./w:tr/w:trPr/w:cantSplit")
    assert all(p.xpath("./w:pPr/w:keepNext") for p in block.xpath(".//w:p"))


def test_the_last_lines_stay_on_the_page_of_the_signature(report: WordDocument) -> None:
    block = next(t for t in tables(report) if "T/M BAN THƯỜNG VỤ" in "".join(t.xpath(".//w:t/text()")))
    before: list[Any] = block.xpath("./preceding-sibling::*[position() <= 3]")
    assert all(part.xpath("./w:pPr/w:keepNext") for part in before)
    assert any("NGHỄNH NGÃNG." in "".join(part.xpath(".//w:t/text()")) for part in before)


def test_minutes_are_signed_by_two_and_letters_name_their_addressees() -> None:
    assert [line for line in cells(tables(word(render_docx(MINUTES)))[1])[0][0].split("|") if line] == [
        "NGƯỜI GHI BIÊN BẢN",
        "Sùng A Páo",
    ]
    said = texts(word(render_docx(LETTER)))
    at = said.index("Kính gửi: ")
    assert said[at : at + 3] == ["Kính gửi: ", "- Các chi ủy,", "- Các đảng ủy cơ sở."]


def test_pictures_say_what_they_show_and_stay_with_their_caption(report: WordDocument) -> None:
    drawn: list[Any] = report.element.body.xpath(".//w:drawing")
    assert len(drawn) == 3
    described = [shape.xpath(".//wp:docPr/@descr")[0] for shape in drawn]
    assert described[0] == "Biểu đồ 1. Các bước khen thưởng: cột ngang"
    holder = drawn[0].xpath("./ancestor::w:p")[0]
    assert holder.xpath("./w:pPr/w:keepNext")
    assert "".join(holder.xpath("./following-sibling::w:p[1]//w:t/text()")) == "Biểu đồ 1. Các bước khen thưởng"
    heights = [int(shape.xpath(".//wp:extent/@cy")[0]) / 36000 for shape in drawn]
    assert all(height <= 232 for height in heights)


def test_sections_end_in_one_line_after_a_table(report: WordDocument) -> None:
    ends: list[Any] = report.element.body.xpath("./w:p[w:pPr/w:sectPr]")
    assert len(ends) == 2
    for end in ends:
        assert end.xpath("./w:pPr/w:pStyle/@w:val") == ["Spacer"]
        assert end.xpath("local-name(./preceding-sibling::*[1])") == "tbl"


def test_a_turned_table_in_an_upright_annex_gets_a_section_of_its_own() -> None:
    wide = Table((Column("a", 1),), ((runs("1"),),), landscape=True)
    annex = Annex("III", "Biểu", False, (Paragraph(runs("Trước")), wide, Paragraph(runs("Sau"))))
    turned = [section.orientation for section in word(render_docx(review((), (annex,)))).sections]
    assert [int(orientation) for orientation in turned] == [0, 0, 1, 0, 1, 0]
