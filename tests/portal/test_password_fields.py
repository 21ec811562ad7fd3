"""How passwords are typed and taken: hidden, pasted, of any length, exactly as they are, for good."""

import datetime as dt
import re

import pytest
from django.test import Client

from neuguong.core import clock
from tests.bloc import Bloc, found_bloc

LONG = "Câu này dài hơn sáu mươi tư ký tự, có dấu, có CHỮ HOA, và có cả khoảng trắng ở cuối   "
PAGES = {"/accounts/login/": ["current-password"], "/accounts/password/change/": ["current-password", "new-password"]}


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    found.users["cell"].set_password(LONG)
    found.users["cell"].save()
    return found


def came_in(bloc: Bloc, password: str) -> bool:
    said = {"login": bloc.users["cell"].email, "password": password}
    return Client().post("/accounts/login/", said).status_code == 302


@pytest.mark.parametrize("path", PAGES)
def test_fields_hide_what_is_typed_and_let_managers_help(bloc: Bloc, path: str) -> None:
    client = Client() if "login" in path else bloc.client("cell")
    page = client.get(path).content.decode()
    fields = [tag for tag in re.findall(r"<input[^>]*>", page) if "password" in tag and "hidden" not in tag]
    assert len(fields) >= len(PAGES[path])
    for field in fields:
        assert 'type="password"' in field
        assert not re.search(r"onpaste|autocomplete=.off|readonly|maxlength", field)
    for use in PAGES[path]:
        assert f'autocomplete="{use}"' in page


def test_a_password_is_taken_exactly_as_it_is(bloc: Bloc) -> None:
    assert len(LONG) > 64
    assert came_in(bloc, LONG)
    assert not [other for other in (LONG.strip(), LONG[:72], LONG.lower(), LONG + " ") if came_in(bloc, other)]


def test_a_password_holds_for_years(bloc: Bloc) -> None:
    with clock.freeze(clock.now() + dt.timedelta(days=5 * 365)):
        client = Client()
        said = {"login": bloc.users["cell"].email, "password": LONG}
        assert client.post("/accounts/login/", said, follow=True).redirect_chain[-1][0].startswith("/o/DSO/")


def test_a_session_key_cannot_be_guessed(bloc: Bloc) -> None:
    """32 of 36 signs: 165 bits."""
    key = bloc.client("cell").session.session_key or ""
    assert re.fullmatch(r"[a-z0-9]{32}", key)
