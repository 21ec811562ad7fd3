"""The lines that all renderers share: head, marks, recipients, ends, segments, annexes."""

from dataclasses import replace

import pytest

from neuguong.documents.blocks import Annex, Block, Bullet, Column, Figure, Paragraph, Table, plain, runs
from neuguong.documents.sheet import absolute, lay_out
from tests.documents.letters import DECISION, LETTER, MINUTES
from tests.documents.sample import review

WIDE = Table((Column("a", 1),), ((runs("1"),),), landscape=True)
LINE = Paragraph(runs("Xong"))


def last_words(*blocks: Block, state: bool = False) -> str:
    sheet = lay_out(replace(DECISION if state else LETTER, blocks=blocks))
    last = sheet.body[-1].blocks[-1]
    assert isinstance(last, Paragraph | Bullet)
    return plain(last.runs)


@pytest.mark.parametrize("text", ["Xong", "Xong.", "Xong./.", "Xong. "])
def test_a_party_document_ends_in_a_full_stop_and_a_state_one_in_its_mark(text: str) -> None:
    assert last_words(LINE, Paragraph(runs(text))) == "Xong."
    assert last_words(LINE, Bullet(runs(text)), state=True) == "Xong./."


def test_the_end_follows_a_figure_and_spares_other_ends() -> None:
    assert last_words(Paragraph(runs("Có ", Figure("54", "/x")))) == "Có 54."
    assert last_words(Paragraph(runs("Gồm:"))) == "Gồm:"


def test_a_letter_has_its_abstract_under_the_number_and_no_title() -> None:
    sheet = lay_out(LETTER)
    assert (sheet.type_name, sheet.abstract) == ("", "")
    assert sheet.letter_abstract == "về việc gửi bản cam kết năm 2026"
    assert lay_out(replace(DECISION, type_code="CV")).letter_abstract.startswith("V/v khen thưởng")


def test_marks_and_addressees_of_a_letter() -> None:
    sheet = lay_out(LETTER)
    assert sheet.marks == ("THƯỢNG KHẨN", "DỰ THẢO")
    assert [plain(line) for line in sheet.addressees] == ["Kính gửi: ", "- Các chi ủy,", "- Các đảng ủy cơ sở."]
    one = lay_out(replace(LETTER, addressees=("Tỉnh ủy",)))
    assert [plain(line) for line in one.addressees] == ["Kính gửi: Tỉnh ủy"]


def test_minutes_have_no_place_and_date_but_two_signers() -> None:
    sheet = lay_out(MINUTES)
    assert sheet.place_date == ""
    assert sheet.recorder is not None
    assert (sheet.recorder.position, sheet.recorder.name) == ("NGƯỜI GHI BIÊN BẢN", "Sùng A Páo")
    assert (sheet.signature.position, sheet.signature.name) == ("CHỦ TRÌ", "Đặng Thu Yến")


def test_recipients_end_in_semicolons_and_the_kept_one_in_a_stop() -> None:
    assert lay_out(LETTER).recipients == ("- Như trên;", "- Lưu Văn phòng Đảng ủy.")
    assert lay_out(DECISION).recipients == ("- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT, VX.")
    assert lay_out(replace(LETTER, recipients=(), kept="")).recipients == ()


def test_names_are_raised_and_long_ones_break_into_lines_of_like_length() -> None:
    sheet = lay_out(LETTER)
    assert sheet.higher == "ĐẢNG BỘ TỈNH NẬM KHOA"
    assert sheet.issuer == "ĐẢNG ỦY CÁC CƠ QUAN\nĐẢNG TỈNH"
    assert sheet.author == "Đảng ủy các cơ quan Đảng tỉnh"
    assert lay_out(review()).issuer == "ĐẢNG ỦY KHỐI CƠ QUAN\nVÀ DOANH NGHIỆP TỈNH"


def test_a_wide_table_turns_the_page_and_back() -> None:
    sheet = lay_out(replace(LETTER, blocks=(LINE, WIDE, WIDE, LINE)))
    assert [(part.landscape, len(part.blocks)) for part in sheet.body] == [(False, 1), (True, 2), (False, 1)]


def test_the_signature_stands_on_an_upright_page() -> None:
    sheet = lay_out(replace(LETTER, blocks=(LINE, WIDE)))
    assert [(part.landscape, len(part.blocks)) for part in sheet.body] == [(False, 1), (True, 1), (False, 0)]


def test_an_annex_says_what_it_belongs_to() -> None:
    heads = [part.head for part in lay_out(review()).annexes]
    assert heads[0] is not None
    assert heads[0].number == "Phụ lục I"
    assert heads[0].title == "KẾT QUẢ THỰC HIỆN THEO TỔ CHỨC"
    assert heads[0].reference == (
        "(Kèm theo Báo cáo số 05-BC/ĐUK, ngày 05 tháng 11 năm 2023 của Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh)"
    )


def test_an_annex_of_the_state_has_no_comma_and_a_lone_one_no_number() -> None:
    annexed = replace(DECISION, annexes=(Annex("", "Danh sách", False, (LINE, WIDE)),))
    first, second = lay_out(annexed).annexes
    assert first.head is not None
    assert first.head.number == "Phụ lục"
    assert "Quyết định số 15/QĐ-UBND ngày 05 tháng 02 năm 2024 của" in first.head.reference
    assert second.head is None


def test_only_paths_of_this_site_get_its_address() -> None:
    assert absolute("/so-lieu/x/", "https://neuguong.vn/") == "https://neuguong.vn/so-lieu/x/"
    assert absolute("https://khac.vn/x", "https://neuguong.vn/") == "https://khac.vn/x"
