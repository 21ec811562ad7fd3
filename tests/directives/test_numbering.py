"""Splitting a document's text into its numbered items."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from neuguong.directives.numbering import Numbered, headings, split

PLAN = """
I- MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, đảng viên;
gắn với nhiệm vụ chính trị.
2. 100% chi bộ có kế hoạch.
II- NỘI DUNG
1) Học tập chuyên đề năm 2023
a) Tổ chức trong quý I (thực hiện: Ban Tuyên giáo; hạn: 31/3/2023).
b) Viết bài thu hoạch (hạn: 15/04/2023)
1.1. Sinh hoạt chuyên đề mỗi quý
2a. Kiểm tra 20/5/2023 và 1.000 lượt
"""


def test_items_are_told_by_all_numbers_above_them() -> None:
    found = {item.number: item for item in split(PLAN)}
    assert list(found) == ["I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.b", "II.1.1", "II.2a"]
    assert found["I.1"].text == "Nâng cao nhận thức của cán bộ, đảng viên; gắn với nhiệm vụ chính trị."
    assert found["I.2"].text == "100% chi bộ có kế hoạch."
    assert found["II.1.a"] == ("II.1.a", "Tổ chức trong quý I", "Ban Tuyên giáo", dt.date(2023, 3, 31))
    assert (found["II.1.b"].performer, found["II.1.b"].due) == ("", dt.date(2023, 4, 15))
    assert headings(found) == {"I", "II", "II.1"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mục đích của kế hoạch", "Dòng 1 chưa có số"),
        ("1. Một\n\n1. Hai", "Dòng 3: số 1 đã có ở trên"),
        ("1. Một (hạn: 31/02/2023)", "Nội dung 1: hạn «31/02/2023» không phải là ngày có thật"),
        ("1. Một (thực hiện: Ban; hạn: 31/12/0203)", "hạn «31/12/0203» không phải là ngày có thật"),
        ("1. Một (hạn: quý I)", "hạn «quý I» không phải là ngày có thật"),
        ("1. " + "x" * 2001, "Nội dung 1: nội dung dài 2001 chữ, nhiều nhất là 2000"),
        ("\n".join(f"{number}. Một" for number in range(1, 202)), "có 201 nội dung, nhiều nhất là 200"),
        ("1. (hạn: 31/12/2023)", "Nội dung 1 chưa có chữ"),
    ],
)
def test_what_can_not_be_split_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(told)):
        split(text)


_words = st.lists(st.sampled_from(["Học tập", "100%", "năm 2023", "(hai)", "I-", "a)", "1."]), min_size=1, max_size=4)
_numbers = st.lists(st.sampled_from(["I", "II.1", "II.1.a", "1", "2a", "1.1", "III.4.đ"]), unique=True, min_size=1)


@given(_numbers, _words, st.sampled_from(["", "Ban Dân vận"]), st.sampled_from([None, dt.date(2023, 1, 5)]))
def test_what_was_split_is_split_alike_again(
    numbers: list[str], words: list[str], performer: str, due: dt.date | None
) -> None:
    lines = [Numbered(number, " ".join(words), performer, due).line for number in numbers]
    try:
        once = split("\n".join(lines))
    except ValidationError:
        return
    assert split("\n".join(item.line for item in once)) == once
