"""Secret documents are known by their mark; ordinary words are not taken for one."""

import unicodedata
from typing import Literal

import pytest

from neuguong.core.secrecy import mark_alone, mark_in, mark_in_sign, mark_on_page

SIGNS = {
    "05-BC/TU-M": "MẬT",
    "05-BC/TU - M": "",
    "12/KH-ĐU (M)": "MẬT",
    "12/KH-ĐU(TM)": "TỐI MẬT",
    "12/KH-ĐU [TuM]": "TUYỆT MẬT",
    "07-CV/ĐU/MẬT": "MẬT",
    "07-cv/đu-tối mật": "TỐI MẬT",
    "07-CV/DU-TUYET MAT": "TUYỆT MẬT",
    "MẬT": "MẬT",
    "Mật 15": "",
    "01-KL/TW": "",
    "05-CT/TW": "",
    "12-KH/ĐUTM": "",
    "12/QĐ-TM": "",
    "15-CV/ĐUK-MTTQ": "",
    "3-HD/BTGTM": "",
    "19/M-TTr": "",
    "05-KH/ĐU-KM": "",
}
TITLES = {
    "MẬT": "MẬT",
    " *** TỐI MẬT *** ": "TỐI MẬT",
    "Tuyệt mật": "TUYỆT MẬT",
    "TUYET MAT": "TUYỆT MẬT",
    "mat": "MẬT",
    "Độ mật: Mật": "MẬT",
    "ĐỘ MẬT: TỐI MẬT": "TỐI MẬT",
    "Mức độ mật: tuyệt mật": "TUYỆT MẬT",
    "Do mat: toi mat": "TỐI MẬT",
    "Báo cáo tình hình (độ mật: tối mật)": "TỐI MẬT",
    "[MẬT] Báo cáo tình hình": "MẬT",
    "Báo cáo tình hình quý I (Mật)": "MẬT",
    "TỐI MẬT: Kế hoạch phòng thủ": "TỐI MẬT",
    "Mật - Về việc bố trí cán bộ": "MẬT",
    "MAT - Bao cao quy I": "MẬT",
    "Báo cáo TỐI MẬT về nhân sự": "TỐI MẬT",
    "Kế hoạch\nTUYỆT MẬT\nnăm 2024": "TUYỆT MẬT",
    "M Ậ T kế hoạch": "MẬT",
    "Báo cáo T Ố I  M Ậ T": "TỐI MẬT",
    # Ordinary words.
    "Quán triệt Luật Bảo vệ bí mật nhà nước": "",
    "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC": "",
    "Bảo vệ BÍ MẬT nhà nước": "",
    "Cam kết BẢO MẬT thông tin": "",
    "Buổi gặp mặt THÂN MẬT": "",
    "Bí mật": "",
    "Kế hoạch bảo vệ tài liệu mật": "",
    "Về việc bảo mật thông tin; mật khẩu mạnh": "",
    "Giảm mật độ dân cư": "",
    "Mật độ: 120 người/km²": "",
    "Mô hình nuôi ong lấy mật": "",
    "MÔ HÌNH NUÔI ONG LẤY MẬT": "",
    "Mật ong Nậm Khoa": "",
    "Mật - ong và rừng": "MẬT",
    "Chương trình mía đường, mật rỉ": "",
    "Mắt sáng cho học sinh": "",
    "Mặt - phải và trái của mạng xã hội": "",
    "MẶT TRẬN: vận động toàn dân": "",
    "Mất: tìm lại giấy tờ": "",
    "(mặt)": "",
    "Phong trào mat xanh": "",
    "Thân mật gặp gỡ các gia đình": "",
    "Hội nghị mật thiết với dân": "",
    "Mật thư của Bác Hồ": "",
}


@pytest.mark.parametrize(("sign", "mark"), SIGNS.items())
def test_a_sign_ends_in_its_mark(sign: str, mark: str) -> None:
    assert mark_in_sign(sign) == mark


@pytest.mark.parametrize(("title", "mark"), TITLES.items())
def test_a_title_carries_its_mark_set_off_from_the_words(title: str, mark: str) -> None:
    assert mark_in(title) == mark


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_or_not_it_is_the_same(form: Literal["NFC", "NFD"]) -> None:
    assert mark_in(unicodedata.normalize(form, "Tối mật: kế hoạch")) == "TỐI MẬT"


def test_on_a_page_only_a_stamp_counts() -> None:
    head = "TỈNH ỦY NẬM KHOA        ĐẢNG CỘNG SẢN VIỆT NAM\n  MẬT  \nSố 05-BC/TU\nBÁO CÁO"
    assert mark_on_page(head) == "MẬT"
    assert mark_on_page("BÁO CÁO\nĐộ mật: Tuyệt mật\n") == "TUYỆT MẬT"
    body = "KẾ HOẠCH\nBảo vệ bí mật nhà nước (tài liệu mật, TỐI MẬT và tuyệt mật)\nMật độ cao; nuôi ong lấy\nmật ong."
    assert mark_on_page(body) == ""


def test_a_lone_line_is_a_stamp_whatever_stands_around_it() -> None:
    assert mark_alone("[ Mật ]") == "MẬT"
    assert mark_alone("Mật,") == "MẬT"
    assert mark_alone("") == ""
