"""`neuguong signin-link`: the way in for who sits at the machine."""

import json

import pytest
from django.conf import settings
from django.test import Client

from neuguong.accounts.queries import has_factor
from tests.accounts.signing import PASSWORD, give_app, is_in
from tests.bloc import Bloc, found_bloc
from tests.portal.cli.running import run


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def path(printed: str) -> str:
    return printed.strip().removeprefix(settings.PUBLIC_URL)


def test_it_lets_in_once(bloc: Bloc) -> None:
    client = Client()
    client.post(path(run("signin-link", bloc.users["cell"].email).out))
    assert is_in(client)


def test_it_may_set_a_new_password(bloc: Bloc) -> None:
    link = json.loads(run("signin-link", bloc.users["cell"].email, "--new-password", "--json").out)["link"]
    client = Client()
    client.post(path(link), {"password1": PASSWORD, "password2": PASSWORD})
    assert is_in(client)
    bloc.users["cell"].refresh_from_db()
    assert bloc.users["cell"].check_password(PASSWORD)


def test_it_takes_a_lost_factor_away_only_when_told(bloc: Bloc) -> None:
    give_app(bloc.users["cell"])
    address = path(run("signin-link", bloc.users["cell"].email).out)
    assert Client().post(address)["Location"] == "/accounts/2fa/authenticate/"
    client = Client()
    client.post(path(run("signin-link", bloc.users["cell"].email, "--drop-factors").out))
    assert is_in(client)
    assert not has_factor(bloc.users["cell"])


def test_an_address_that_nobody_has_is_told(bloc: Bloc) -> None:
    done = run("signin-link", "khong-co@example.org")
    assert done.code != 0
    assert "khong-co@example.org" in done.err
