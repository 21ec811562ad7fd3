"""Keys for searching and sorting: marks and order are the Vietnamese ones."""

import re
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from neuguong.core.text import compose, fold, name_sort_key, sort_key


def ordered(*words: str) -> bool:
    keys = [sort_key(word) for word in words]
    return all(first < second for first, second in pairwise(keys))


def test_searching_needs_no_marks() -> None:
    assert fold("  LÊ   Thị Mây ") == "le thi may"
    assert fold("Đặng Ước") == fold(unicodedata.normalize("NFD", "đặng ước")) == "dang uoc"


def test_letters_have_their_own_places() -> None:
    assert ordered("an", "ăn", "ân", "bi", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "v")


def test_tones_count_where_letters_agree() -> None:
    assert ordered("la", "là", "lả", "lã", "lá", "lạ", "lan", "làn")
    assert ordered("Hoa Ban", "hòa bình", "Hoa Mai")


def test_keys_are_the_same_in_every_collation() -> None:
    assert re.fullmatch("[0-9a-z]+", sort_key("Chi bộ số 12 – Ướt ł 한"))
    assert ordered("Chi bộ", "Chi bộ (cũ)", "Chi bộ A")
    assert ordered("Chi bộ 1", "Chi bộ 2", "Chi bộ a", "Chi bộ z")


def test_people_are_sorted_by_given_name() -> None:
    names = ["Vàng A Ánh", "Lê Văn Bình", "Nguyễn An Bình", "Lò Thị Đào", "Đào"]
    assert sorted(names, key=name_sort_key) == [
        "Vàng A Ánh", "Nguyễn An Bình", "Lê Văn Bình", "Đào", "Lò Thị Đào",
    ]  # fmt: skip


@given(st.text(max_size=30))
def test_keys_do_not_depend_on_form_or_case(text: str) -> None:
    other = unicodedata.normalize("NFD", text)
    assert sort_key(text) == sort_key(other)
    assert fold(text) == fold(compose(text)) == fold(fold(text))
