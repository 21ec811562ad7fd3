"""Numbers, dates and text as Vietnamese documents write them."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.documents import wording


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(0, 0, "0"), (5041, 0, "5.041"), (1234.5, 1, "1.234,5"), (Decimal("0.25"), 1, "0,3"), (-1250, 0, "-1.250"),
     (2.675, 2, "2,68"), (12_406_000, 0, "12.406.000")],
)  # fmt: skip
def test_number_uses_vietnamese_separators_and_rounds_halves_up(
    value: int | float | Decimal, places: int, shown: str
) -> None:
    assert wording.number(value, places) == shown


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(5041, 5051, "99,8%"), (71, 71, "100%"), (0, 7, "0%"), (1, 3, "33,3%"), (3, 0, "-"), (1, 4, "25%")],
)
def test_percent_has_a_decimal_only_where_it_says_something(numerator: int, denominator: int, shown: str) -> None:
    assert wording.percent(numerator, denominator) == shown


@pytest.mark.parametrize(("value", "shown"), [(1, "01"), (9, "09"), (10, "10"), (1234, "1.234"), (0, "00")])
def test_two_digits_under_ten(value: int, shown: str) -> None:
    assert wording.two_digits(value) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2024, 2, 5), "ngày 05 tháng 02 năm 2024"), (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
     (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023"), (date(2023, 1, 10), "ngày 10 tháng 01 năm 2023")],
)  # fmt: skip
def test_long_date_pads_days_under_ten_and_the_first_two_months(day: date, shown: str) -> None:
    assert wording.long_date(day) == shown


def test_short_date_has_no_idle_zeros() -> None:
    assert wording.short_date(date(2021, 5, 8)) == "8/5/2021"


def test_roman_goes_to_39_and_refuses_more() -> None:
    assert [wording.roman(value) for value in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]
    for value in (0, 40):
        with pytest.raises(ValueError, match=f"nhận được {value}"):
            wording.roman(value)


def test_clean_composes_and_drops_what_xml_cannot_hold() -> None:
    decomposed = unicodedata.normalize("NFD", "Ễnh ương ở Đảng bộ")
    assert wording.clean(decomposed) == "Ễnh ương ở Đảng bộ"
    assert wording.clean("a\x00b\x1bc\ud800d\ufffee\u202ef\u2067g\x7fh") == "abcdefgh"
    assert wording.clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_clean_composes_letters_that_a_control_had_parted() -> None:
    assert wording.clean("e\x00\u0301") == "é"


@given(st.text())
def test_clean_is_stable_and_keeps_all_vietnamese(text: str) -> None:
    once = wording.clean(text)
    assert wording.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    letters = [char for char in unicodedata.normalize("NFC", text) if char.isalpha() and char < "\u2000"]
    assert [char for char in once if char.isalpha() and char < "\u2000"] == letters
