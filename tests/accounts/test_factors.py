"""The second factor: who must have one, that no door goes around it, that each code is good once."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import identify_hasher
from django.core.cache import cache
from django.test import Client, override_settings

from neuguong.accounts.actions import drop_factors, issue_link
from neuguong.accounts.queries import has_factor, keys_of
from neuguong.audit.models import Entry
from neuguong.core.actor import SYSTEM
from neuguong.notices.actions import carry
from neuguong.organisations.actions import grant_role, mark_as_demo
from neuguong.organisations.models import Role
from neuguong.ui.http import at
from tests.accounts.signing import PASSWORD, code_of, give_app, give_password, recovery_codes, sign_in
from tests.bloc import ACCOUNTS, Bloc, found_bloc

ROLES = ("officer", "standing", "inspector", "admin")
TODAY = at("DUK", "2023", "portal:today")
PAGE = "/accounts/second-factor/"
AUTHENTICATE = "/accounts/2fa/authenticate/"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    cache.clear()
    found = found_bloc()
    give_password(found, *ACCOUNTS)
    with override_settings(SECOND_FACTOR_ROLES=ROLES):
        yield found
    cache.clear()


def signed_in(bloc: Bloc, name: str) -> Client:
    client = Client()
    sign_in(client, bloc.users[name].email)
    return client


def held_back(answer: Any) -> bool:
    """Tell whether an answer leads to the page that asks to enrol."""
    return bool(answer.status_code == 302 and answer["Location"].startswith(PAGE))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.STANDING, Role.INSPECTOR, Role.ADMIN])
def test_these_roles_get_no_further_without(bloc: Bloc, role: Role) -> None:
    grant_role(actor=SYSTEM, user=bloc.users["member"], role=role, organisation=bloc.places["DSO"])
    client = signed_in(bloc, "member")
    for path in (TODAY, "/search/?q=a", at("DSO", "2023", "initiatives:list"), "/places/"):
        assert held_back(client.get(path))
    answer = client.get(TODAY, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(PAGE)


@pytest.mark.parametrize("name", ["cell", "member", "secretary"])
def test_other_roles_need_none(bloc: Bloc, name: str) -> None:
    assert not held_back(signed_in(bloc, name).get(at("DSO", "2023", "portal:today")))


@override_settings(SECOND_FACTOR="always")
def test_an_operator_may_ask_everybody(bloc: Bloc) -> None:
    assert held_back(signed_in(bloc, "member").get(at("DSO", "2023", "portal:today")))


def test_the_page_says_why_and_lets_enrol(bloc: Bloc) -> None:
    client = signed_in(bloc, "officer")
    page = client.get(PAGE).content.decode()
    assert "hồ sơ của nhiều người" in page
    assert "Để sau" not in page
    assert 'href="/accounts/2fa/totp/activate/"' in page
    assert 'href="/accounts/2fa/webauthn/add/"' in page


def test_a_link_does_not_go_around_enrolling(bloc: Bloc) -> None:
    client = Client()
    client.post(f"/link/{issue_link(actor=SYSTEM, user=bloc.users['officer'])}/")
    assert held_back(client.get(TODAY))


def test_a_link_does_not_go_around_the_code(bloc: Bloc) -> None:
    give_app(bloc.users["officer"])
    client = Client()
    answer = client.post(f"/link/{issue_link(actor=SYSTEM, user=bloc.users['officer'])}/")
    assert answer["Location"] == AUTHENTICATE
    assert client.get(TODAY)["Location"].startswith("/accounts/login/")
    client.post(AUTHENTICATE, {"code": recovery_codes(bloc.users["officer"])[0]})
    assert client.get(TODAY).status_code == 200


def test_a_reset_by_mail_does_not_go_around_the_code(bloc: Bloc, mailoutbox: list[Any]) -> None:
    give_app(bloc.users["officer"])
    client, new = Client(), "mot-cau-khac-han-cau-cu"
    client.post("/accounts/password/reset/", {"email": bloc.users["officer"].email})
    form = client.get(next(word for word in mailoutbox[-1].body.split() if "/reset/key/" in word))["Location"]
    client.post(form, {"password1": new, "password2": new})
    assert sign_in(client, bloc.users["officer"].email, new)["Location"] == AUTHENTICATE
    assert client.get(TODAY)["Location"].startswith("/accounts/login/")


def test_enrolling_an_app_opens_the_way(
    bloc: Bloc, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    client, other = signed_in(bloc, "officer"), signed_in(bloc, "officer")
    again = client.get("/accounts/2fa/totp/activate/")["Location"]
    client.post(again, {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get(TODAY).status_code == 200
    assert other.get(TODAY)["Location"].startswith("/accounts/login/")
    carry()
    assert "Ứng dụng tạo mã vừa được bật" in mailoutbox[-1].body
    assert Entry.objects.filter(event="user.factor_added", subject_id=bloc.users["officer"].pk).exists()


def test_the_code_for_an_app_can_be_read_on_a_dark_page(bloc: Bloc) -> None:
    client = signed_in(bloc, "officer")
    client.post(client.get("/accounts/2fa/totp/activate/")["Location"], {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r"data:image/svg\+xml;base64,([\w+/=]+)", page)
    assert found
    drawn = base64.b64decode(found[1]).decode()
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert '<path fill="#fff"' in drawn


def test_recovery_codes_are_shown_once(bloc: Bloc) -> None:
    give_app(bloc.users["officer"])
    codes = recovery_codes(bloc.users["officer"])
    client = signed_in(bloc, "officer")
    client.post(AUTHENTICATE, {"code": codes[0]})
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    first = client.get("/accounts/2fa/recovery-codes/").content.decode()
    second = client.get("/accounts/2fa/recovery-codes/").content.decode()
    printed = f"{codes[1][:5]} {codes[1][5:]}"
    assert printed in first
    assert printed not in second
    again = signed_in(bloc, "officer")
    assert again.post(AUTHENTICATE, {"code": printed})["Location"] == "/"


def test_an_app_code_is_good_once(bloc: Bloc) -> None:
    secret = give_app(bloc.users["officer"])
    code = code_of(secret)
    first, second = signed_in(bloc, "officer"), signed_in(bloc, "officer")
    cache.clear()
    assert first.post(AUTHENTICATE, {"code": code})["Location"] == "/"
    cache.clear()  # as another process would find it
    assert second.post(AUTHENTICATE, {"code": code}).status_code == 200
    assert second.get(TODAY)["Location"].startswith("/accounts/login/")


def test_a_recovery_code_is_good_once(bloc: Bloc) -> None:
    give_app(bloc.users["officer"])
    code = recovery_codes(bloc.users["officer"])[0]
    first, second = signed_in(bloc, "officer"), signed_in(bloc, "officer")
    assert first.post(AUTHENTICATE, {"code": code})["Location"] == "/"
    assert second.post(AUTHENTICATE, {"code": code}).status_code == 200


def test_codes_that_were_shown_are_kept_as_hashes(bloc: Bloc) -> None:
    user = bloc.users["officer"]
    give_app(user)
    codes = recovery_codes(user)
    client = signed_in(bloc, "officer")
    client.post(AUTHENTICATE, {"code": codes[0]})
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    client.get("/accounts/2fa/recovery-codes/")
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    kept = row.wrap().get_unused_codes()
    assert "seed" not in row.data
    assert [identify_hasher(one).algorithm for one in kept] == ["md5"] * (len(codes) - 1)
    assert not any(code in one for code in codes for one in kept)
    assert signed_in(bloc, "officer").post(AUTHENTICATE, {"code": kept[0]}).status_code == 200
    assert signed_in(bloc, "officer").post(AUTHENTICATE, {"code": codes[0]}).status_code == 200
    answers = [signed_in(bloc, "officer").post(AUTHENTICATE, {"code": codes[3]}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert "8 mã chưa dùng" in client.get("/accounts/2fa/recovery-codes/").content.decode()


def test_secrets_are_not_readable_in_the_database(bloc: Bloc) -> None:
    secret = give_app(bloc.users["officer"])
    codes = recovery_codes(bloc.users["officer"])
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert all(code not in stored for code in codes)


def test_taking_the_last_factor_away_leads_back_to_enrolling(bloc: Bloc) -> None:
    give_app(bloc.users["officer"])
    client = signed_in(bloc, "officer")
    client.post(AUTHENTICATE, {"code": recovery_codes(bloc.users["officer"])[0]})
    assert client.get(TODAY).status_code == 200
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not has_factor(bloc.users["officer"])
    assert held_back(client.get(TODAY))


def test_what_the_office_took_away_ends_what_is_open(bloc: Bloc, mailoutbox: list[Any]) -> None:
    give_app(bloc.users["officer"])
    client = signed_in(bloc, "officer")
    client.post(AUTHENTICATE, {"code": recovery_codes(bloc.users["officer"])[0]})
    drop_factors(actor=SYSTEM, user=bloc.users["officer"])
    carry()
    assert "vừa gỡ lớp xác thực thứ hai" in mailoutbox[-1].body
    assert client.get(TODAY)["Location"].startswith("/accounts/login/")
    assert held_back(signed_in(bloc, "officer").get(TODAY))
    assert keys_of(bloc.users["officer"]) == []


def test_a_role_that_is_given_meanwhile_asks_at_the_next_page(bloc: Bloc) -> None:
    client = signed_in(bloc, "member")
    assert client.get(at("DSO", "2023", "portal:today")).status_code == 200
    grant_role(actor=SYSTEM, user=bloc.users["member"], role=Role.OFFICER, organisation=bloc.places["DSO"])
    assert held_back(client.get(at("DSO", "2023", "portal:today")))


def test_a_demonstration_lets_it_wait_and_says_so(bloc: Bloc) -> None:
    mark_as_demo(actor=SYSTEM)
    client = signed_in(bloc, "officer")
    page = client.get(TODAY)
    assert page.status_code == 200
    assert "phải có lớp xác thực thứ hai" in page.content.decode()
    assert "phải có lớp xác thực thứ hai" not in client.get(TODAY).content.decode()
    assert "Để sau" in client.get(PAGE).content.decode()


def test_a_demonstration_asks_for_a_factor_that_is_there(bloc: Bloc) -> None:
    mark_as_demo(actor=SYSTEM)
    give_app(bloc.users["officer"])
    assert signed_in(bloc, "officer").get(TODAY)["Location"].startswith("/accounts/login/")


@override_settings(SECOND_FACTOR="always")
def test_an_operator_may_insist_on_a_demonstration_too(bloc: Bloc) -> None:
    mark_as_demo(actor=SYSTEM)
    assert held_back(signed_in(bloc, "officer").get(TODAY))


@pytest.mark.parametrize("path", ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"])
def test_factors_are_changed_only_by_who_shows_again_who_they_are(bloc: Bloc, path: str) -> None:
    assert signed_in(bloc, "cell").get(path)["Location"].startswith("/accounts/reauthenticate/")


def test_a_passkey_that_cannot_be_read_is_refused_in_words(bloc: Bloc) -> None:
    client = signed_in(bloc, "cell")
    client.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})
    for credential in ("{}", '{"id": 1}', "[]", '{"id": "a", "response": {"clientDataJSON": "%"}}'):
        answer = client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential})
        assert answer.status_code == 200
        assert not has_factor(bloc.users["cell"])
