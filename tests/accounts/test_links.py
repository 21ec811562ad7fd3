"""One-time links: an invitation, a way back, a sign-in; each once, each for a time."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client, override_settings

from neuguong.accounts.actions import disable_user, issue_link
from neuguong.accounts.models import Purpose, SignInLink
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.notices.actions import carry
from tests.accounts.signing import PASSWORD, give_password, is_in, sign_in
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def link(bloc: Bloc, purpose: Purpose = Purpose.INVITATION, name: str = "cell") -> str:
    return f"/link/{issue_link(actor=SYSTEM, user=bloc.users[name], purpose=purpose)}/"


def test_an_invitation_sets_the_password_and_lets_in(bloc: Bloc) -> None:
    client, address = Client(), link(bloc)
    page = client.get(address).content.decode()
    assert bloc.users["cell"].email in page
    assert "Đặt mật khẩu và vào" in page
    client.post(address, CHOSEN)
    assert is_in(client)
    assert sign_in(Client(), bloc.users["cell"].email)["Location"] == "/"
    events = set(Entry.objects.filter(subject_id=bloc.users["cell"].pk).values_list("event", flat=True))
    assert {"user.link_issued", "user.link_used", "user.password_set", "user.signed_in"} <= events


def test_a_password_that_is_refused_does_not_use_it_up(bloc: Bloc) -> None:
    client, address = Client(), link(bloc)
    short = client.post(address, {"password1": "ngan", "password2": "ngan"})
    other = client.post(address, {"password1": PASSWORD, "password2": PASSWORD + "x"})
    known = client.post(address, {"password1": "unbelievable!!", "password2": "unbelievable!!"})
    assert {answer.status_code for answer in (short, other, known)} == {200}
    assert not is_in(client)
    client.post(address, CHOSEN)
    assert is_in(client)


def test_an_invitation_works_once(bloc: Bloc) -> None:
    address = link(bloc)
    Client().post(address, CHOSEN)
    thief = Client()
    answer = thief.post(address, {"password1": PASSWORD * 2, "password2": PASSWORD * 2})
    assert answer.status_code == 422
    assert not is_in(thief)


def test_a_passkey_may_take_the_passwords_place(bloc: Bloc) -> None:
    client, address = Client(), link(bloc)
    assert client.post(address, {"passkey": "1"})["Location"] == "/accounts/2fa/webauthn/add/"
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    bloc.users["cell"].refresh_from_db()
    assert not bloc.users["cell"].has_usable_password()


@override_settings(INVITATION_DAYS=3)
@pytest.mark.parametrize(
    ("purpose", "life"),
    [
        (Purpose.SIGN_IN, dt.timedelta(minutes=10)),
        (Purpose.RECOVERY, dt.timedelta(hours=24)),
        (Purpose.INVITATION, dt.timedelta(days=3)),
    ],
)
def test_each_lives_its_time(bloc: Bloc, purpose: Purpose, life: dt.timedelta) -> None:
    with clock.freeze(MOMENT):
        address = link(bloc, purpose)
    with clock.freeze(MOMENT + life - dt.timedelta(seconds=1)):
        assert Client().get(address).status_code == 200
    with clock.freeze(MOMENT + life + dt.timedelta(seconds=1)):
        assert Client().get(address).status_code == 422


def test_a_new_one_kills_the_one_before(bloc: Bloc) -> None:
    first, second = link(bloc), link(bloc)
    assert Client().get(first).status_code == 422
    assert Client().get(second).status_code == 200


def test_a_way_back_ends_what_is_open_and_replaces_the_password(bloc: Bloc) -> None:
    give_password(bloc, "cell")
    old, client = Client(), Client()
    sign_in(old, bloc.users["cell"].email)
    new = "mot-cau-khac-han-cau-cu"
    client.post(link(bloc, Purpose.RECOVERY), {"password1": new, "password2": new})
    assert is_in(client)
    assert not is_in(old)
    assert sign_in(Client(), bloc.users["cell"].email).status_code == 200


def test_the_owner_is_told_that_the_office_gave_a_way_back(bloc: Bloc, mailoutbox: list[Any]) -> None:
    address = link(bloc, Purpose.RECOVERY)
    carry()
    assert "lấy lại tài khoản" in mailoutbox[0].body
    assert address not in mailoutbox[0].body


def test_a_link_of_a_disabled_user_is_dead(bloc: Bloc) -> None:
    address = link(bloc)
    disable_user(actor=SYSTEM, user=bloc.users["cell"])
    assert Client().get(address).status_code == 422
    assert Client().post(address, CHOSEN).status_code == 422


def test_the_secret_is_kept_as_a_hash(bloc: Bloc) -> None:
    token = link(bloc).split("/")[2]
    stored: Any = SignInLink.objects.get()
    assert token not in str(vars(stored))
    assert token not in str(list(Entry.objects.values_list("after", flat=True)))


def test_who_came_by_a_link_may_enrol_at_once(bloc: Bloc) -> None:
    client = Client()
    client.post(link(bloc, Purpose.SIGN_IN))
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
