"""Addresses keep the place and say nothing that is empty."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from neuguong.ui.addresses import CodeConverter
from neuguong.ui.http import at, changed


def test_an_address_holds_place_period_and_query() -> None:
    address = at("DUK", "2021..2023", "initiatives:detail", 12, tab="history", empty="", none=None)
    assert address == "/o/DUK/2021..2023/initiatives/12/?tab=history"


def test_a_key_may_be_any_word() -> None:
    """What stands in an address is anybody's: a key with the name of a parameter must not break the page."""
    words = {"name": "a", "organisation": "b", "period": "c", "request": "d", "self": "e"}
    assert at("DUK", "2023", "initiatives:list", **words).endswith("?name=a&organisation=b&period=c&request=d&self=e")
    request = RequestFactory().get("/x/", words)
    assert changed(request, **words) == "/x/?name=a&organisation=b&period=c&request=d&self=e"


@pytest.mark.parametrize("code", ["DUK", "01/CB", "A~B", "~1", "Chi bộ 7", "a&b?c"])
def test_a_code_of_any_signs_survives_an_address(code: str) -> None:
    converter = CodeConverter()
    assert converter.to_python(converter.to_url(code)) == code
    match = resolve(at(code, "2023", "initiatives:list").replace("%3F", "?"))
    assert match.url_name == "list"


def test_a_part_of_the_query_is_replaced_and_the_rest_kept() -> None:
    request = RequestFactory().get("/x/", {"q": "y tế", "page": "3", "cols": ["a", "b"]})
    assert changed(request, page="", sort="-name") == "/x/?q=y+t%E1%BA%BF&cols=a&cols=b&sort=-name"
