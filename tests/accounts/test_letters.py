"""Letters about accounts: each as text and as HTML with the same words, in Vietnamese, with nothing from elsewhere."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from neuguong.accounts.models import User
from neuguong.accounts.notices import notify
from neuguong.notices.actions import carry
from neuguong.portal.helping import send_link
from tests.bloc import Bloc, found_bloc

URL = f"{settings.PUBLIC_URL}/link/abc/"


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def written(user: User, kind: str) -> None:
    if kind == "notice":
        notify(user, "Có lần đăng nhập từ thiết bị mới.", "Firefox trên Windows", "203.0.113.7")
        carry()
    elif kind == "link":
        send_link(user, URL)
    else:
        Client().post("/accounts/password/reset/", {"email": user.email if kind == "reset" else "khong-co@example.org"})


@pytest.mark.parametrize("kind", ["notice", "link", "reset", "unknown"])
def test_a_letter_says_the_same_as_text_and_as_html(bloc: Bloc, mailoutbox: list[Any], kind: str) -> None:
    written(bloc.users["cell"], kind)
    (letter,) = mailoutbox
    ((page, media),) = letter.alternatives
    assert media == "text/html"
    words = unescape(re.sub(r"<title>.*?</title>|<[^>]*>", " ", page, flags=re.DOTALL)).split()
    assert set(letter.body.split()) <= {*words, *re.findall(r'href="([^"]*)"', page)}
    assert letter.subject.startswith("Nêu Gương: ")
    assert "You" not in letter.body


@pytest.mark.parametrize("kind", ["notice", "link", "reset"])
def test_a_letter_brings_nothing_from_elsewhere(bloc: Bloc, mailoutbox: list[Any], kind: str) -> None:
    bloc.users["cell"].name = "<img src=//xau.example>"
    written(bloc.users["cell"], kind)
    ((page, _media),) = mailoutbox[0].alternatives
    assert re.findall(r"<(?:img|script|link|style)\b", page) == []
    targets = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert targets
    assert all(target.startswith((settings.PUBLIC_URL, "http://testserver/")) for target in targets)
