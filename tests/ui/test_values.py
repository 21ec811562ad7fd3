"""Values look the same on every page."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from neuguong.ui.values import Link, State, plain, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1.234.567"),
        (Decimal("98.6"), "98,6"),
        (dt.date(2023, 3, 5), "05/03/2023"),
        (dt.datetime(2023, 3, 5, 2, 30, tzinfo=dt.UTC), "09:30 05/03/2023"),
        (None, "–"),
        ("", "–"),
        (0, "0"),
        (True, "Có"),
        (State("đạt", "green"), "đạt"),
        (Link("Sổ", "/x/"), "Sổ"),
    ],
)
def test_a_value_as_text(value: object, text: str) -> None:
    with translation.override("vi"):
        assert plain(value) == text


def test_what_people_typed_is_never_markup() -> None:
    evil = '<img src=x onerror="go()">'
    for value in (evil, State(evil), Link(evil, "/x/")):
        assert "<img" not in shown(value)
    assert 'href="/x/&quot;' in shown(Link("a", '/x/"'))


def test_a_state_is_a_word_with_a_tone() -> None:
    assert shown(State("chậm hạn", "red")) == '<span class="state state-red">chậm hạn</span>'
