"""Sessions: a new key at each sign-in, an end, a list, and an account that is disabled meanwhile."""

import datetime as dt
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from neuguong.accounts.actions import disable_user, enable_user, end_sessions
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.notices.actions import carry
from neuguong.organisations.models import Grant
from neuguong.ui.http import at
from tests.accounts.signing import PASSWORD, give_password, is_in, sign_in
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    give_password(found, "cell", "sibling", "officer")
    return found


def signed_in(bloc: Bloc, name: str = "cell", **how: Any) -> Client:
    client = Client()
    sign_in(client, bloc.users[name].email, **how)
    return client


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_planted_session_is_not_the_one_that_gets_in(bloc: Bloc) -> None:
    client = Client()
    client.get("/accounts/login/")
    client.session["planted"] = True
    planted = client.session
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    sign_in(client, bloc.users["cell"].email)
    assert key_of(client) != planted.session_key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    assert is_in(client)
    assert not is_in(thief)


def test_another_user_begins_with_nothing_of_the_one_before(bloc: Bloc) -> None:
    client = signed_in(bloc)
    client.get(at("DSO", "2023", "portal:today"))
    before = key_of(client)
    client.post("/accounts/logout/")
    sign_in(client, bloc.users["sibling"].email)
    assert key_of(client) != before
    assert "place" not in client.session
    assert not Session.objects.filter(session_key=before).exists()


def test_showing_again_who_one_is_renews_the_key(bloc: Bloc) -> None:
    client = signed_in(bloc)
    before = key_of(client)
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    assert key_of(client) != before
    assert UserSession.objects.filter(session_key=key_of(client), user=bloc.users["cell"]).exists()
    assert not Session.objects.filter(session_key=before).exists()


def test_an_idle_session_ends(bloc: Bloc) -> None:
    with clock.freeze(MOMENT):
        client = signed_in(bloc)
        assert is_in(client)
    with clock.freeze(MOMENT + dt.timedelta(minutes=29)):
        assert is_in(client)
    with clock.freeze(MOMENT + dt.timedelta(minutes=60)):
        assert not is_in(client)


def test_no_session_lasts_longer_than_a_working_day(bloc: Bloc) -> None:
    with clock.freeze(MOMENT):
        client = signed_in(bloc)
    for minutes in range(20, 8 * 60, 20):
        with clock.freeze(MOMENT + dt.timedelta(minutes=minutes)):
            assert is_in(client)
    with clock.freeze(MOMENT + dt.timedelta(hours=8)):
        assert not is_in(client)
        assert "Phiên làm việc đã hết hạn" in client.get("/accounts/login/").content.decode()


def test_a_disabled_users_live_session_ends_at_the_next_request(bloc: Bloc) -> None:
    client, forced = signed_in(bloc), bloc.client("cell")
    assert is_in(client)
    assert is_in(forced)
    disable_user(actor=SYSTEM, user=bloc.users["cell"])
    assert not is_in(client)
    assert not is_in(forced)
    assert sign_in(Client(), bloc.users["cell"].email)["Location"] == "/accounts/inactive/"
    enable_user(actor=SYSTEM, user=bloc.users["cell"])
    assert is_in(signed_in(bloc))
    assert not is_in(client)


def test_a_role_taken_away_is_gone_at_the_next_request(bloc: Bloc) -> None:
    client = signed_in(bloc, "officer")
    address = at("YTE", "2023", "portal:today")
    assert client.get(address).status_code == 200
    Grant.objects.filter(user=bloc.users["officer"]).update(until=clock.today() - dt.timedelta(days=1))
    assert client.get(address).status_code == 404


def test_the_list_tells_device_place_and_times(bloc: Bloc) -> None:
    client = signed_in(bloc, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.77")
    signed_in(bloc, HTTP_USER_AGENT=PHONE, REMOTE_ADDR="2001:db8:7:1::5")
    signed_in(bloc, "sibling", HTTP_USER_AGENT="Opera")
    page = client.get("/accounts/sessions/").content.decode()
    assert "Firefox, Windows" in page
    assert "203.0.113.x" in page
    assert "203.0.113.77" not in page
    assert "Chrome, Android" in page
    assert "2001:0db8:0007:x" in page
    assert page.count("dùng gần nhất") == 2
    assert "(nơi này)" in page


def test_ending_one_asks_who_one_is_and_ends_that_one(bloc: Bloc) -> None:
    client, other, third = signed_in(bloc), signed_in(bloc), signed_in(bloc)
    row = UserSession.objects.get(session_key=key_of(other))
    answer = client.post("/accounts/sessions/end/", {"session": row.pk})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert is_in(other)
    client.post(answer["Location"], {"password": PASSWORD})
    assert not is_in(other)
    assert is_in(third)
    assert is_in(client)
    assert Entry.objects.filter(event="user.session_ended", subject_id=bloc.users["cell"].pk).exists()


def test_ending_all_others_leaves_this_one(bloc: Bloc) -> None:
    client, other, third = signed_in(bloc), signed_in(bloc), signed_in(bloc)
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    client.post("/accounts/sessions/end/", {})
    assert is_in(client)
    assert not is_in(other)
    assert not is_in(third)


def test_nobody_ends_sessions_of_others(bloc: Bloc) -> None:
    client, other = signed_in(bloc), signed_in(bloc, "sibling")
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    client.post("/accounts/sessions/end/", {"session": UserSession.objects.get(session_key=key_of(other)).pk})
    assert is_in(other)


def test_ending_all_of_a_user_is_told_in_the_log(bloc: Bloc) -> None:
    client = signed_in(bloc)
    assert end_sessions(actor=SYSTEM, user=bloc.users["cell"]) == 1
    assert not is_in(client)
    assert Entry.objects.filter(event="user.session_ended").count() == 1


def test_a_new_device_is_told_by_mail_and_at_the_next_sign_in(bloc: Bloc, mailoutbox: list[Any]) -> None:
    usual = signed_in(bloc, HTTP_USER_AGENT=FIREFOX)
    assert carry().sent == 0
    usual.post("/accounts/logout/")
    signed_in(bloc, HTTP_USER_AGENT=PHONE, REMOTE_ADDR="203.0.113.77")
    assert carry().sent == 1
    assert "thiết bị mới" in mailoutbox[0].body
    assert "203.0.113.x" in mailoutbox[0].body
    sign_in(usual, bloc.users["cell"].email, HTTP_USER_AGENT=FIREFOX)
    assert carry().sent == 0
    page = usual.get(at("DSO", "2023", "portal:today")).content.decode()
    assert "Có thiết bị mới đã vào tài khoản: Chrome, Android, 203.0.113.x" in page
    usual.post("/accounts/logout/")
    sign_in(usual, bloc.users["cell"].email, HTTP_USER_AGENT=FIREFOX)
    assert "thiết bị mới" not in usual.get(at("DSO", "2023", "portal:today")).content.decode()


def test_the_cookies_are_for_the_server_alone(bloc: Bloc) -> None:
    client = Client()
    client.get("/accounts/login/")
    sign_in(client, bloc.users["cell"].email)
    for name in (settings.SESSION_COOKIE_NAME, settings.DEVICE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_over_tls_the_cookies_stay_there(bloc: Bloc) -> None:
    client = signed_in(bloc)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["secure"]
    assert client.cookies[settings.DEVICE_COOKIE_NAME]["secure"]


@pytest.mark.parametrize("path", ["/accounts/sessions/", "/accounts/2fa/", at("DSO", "2023", "portal:today")])
def test_private_pages_stay_out_of_caches(bloc: Bloc, path: str) -> None:
    assert "no-store" in signed_in(bloc).get(path)["Cache-Control"]
