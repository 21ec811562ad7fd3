"""Sign-in through the office's provider: a real one on loopback, right and wrong answers."""

import html
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client, override_settings

from neuguong.accounts.actions import disable_user
from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.organisations.models import Grant
from tests.accounts.provider import CLIENT, SECRET, Provider, provided
from tests.accounts.signing import give_app, is_in, recovery_codes
from tests.bloc import Bloc, found_bloc

CALLBACK = "http://testserver/accounts/sso/callback/"
REFUSED = "không thành hoặc đã quá lâu"


class _Stay(urllib.request.HTTPRedirectHandler):
    """A browser that does not follow, so that the test sees where it is sent."""

    def redirect_request(self, *_args: Any) -> None:
        return None


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Give a provider, and an installation that is set to use it."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with provided(CALLBACK) as running:
        providers = deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        app = {"provider_id": "sso", "name": "Cổng tỉnh", "client_id": CLIENT, "secret": SECRET}
        providers["openid_connect"]["APPS"] = [{**app, "settings": {"server_url": running.issuer}}]
        named = {"OIDC_ISSUER": running.issuer, "OIDC_NAME": "Cổng tỉnh"}
        with override_settings(SOCIALACCOUNT_PROVIDERS=providers, **named):
            yield running


def leave(client: Client, at: str = "/accounts/sso/", **asked: str) -> str:
    """Return where the sign-in page sends the browser."""
    page = client.post(at, asked).content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def consent(url: str) -> str:
    """Return where the provider sends the browser back to."""
    try:
        urllib.request.build_opener(_Stay).open(url)
    except urllib.error.HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider did not send the browser back")


def come_back(client: Client, back: str) -> Any:
    return client.get(back.removeprefix("http://testserver"))


def round_trip(client: Client, **asked: str) -> Any:
    return come_back(client, consent(leave(client, **asked)))


def refused(answer: Any, words: str = REFUSED) -> bool:
    return answer.status_code == 422 and words in answer.content.decode()


def test_there_is_no_such_door_where_none_is_set(bloc: Bloc) -> None:
    assert Client().post("/accounts/sso/").status_code == 404
    assert Client().get("/accounts/sso/callback/").status_code == 404
    assert "/accounts/sso/" not in Client().get("/accounts/login/").content.decode()


def test_the_door_bears_the_offices_name(provider: Provider, db: None) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert 'action="/accounts/sso/"' in page
    assert "Cổng tỉnh" in page


def test_an_existing_account_goes_in_by_its_verified_address(bloc: Bloc, provider: Provider) -> None:
    client = Client()
    answer = round_trip(client, next="/search/?q=a")
    assert answer["Location"] == "/search/?q=a"
    assert client.session["_auth_user_id"] == str(bloc.users["cell"].pk)
    assert provider.pkce == ["S256"]
    events = Entry.objects.filter(subject_id=bloc.users["cell"].pk).values_list("event", flat=True)
    assert {"user.sso_joined", "user.signed_in"} <= set(events)


def test_afterwards_the_subject_counts_not_the_address(bloc: Bloc, provider: Provider) -> None:
    round_trip(Client())
    provider.subject["email"] = "ten-moi@example.org"
    client = Client()
    round_trip(client)
    assert client.session["_auth_user_id"] == str(bloc.users["cell"].pk)
    provider.subject = {"sub": "u-2", "email": "cell@example.org", "email_verified": True}
    answer = round_trip(Client())
    assert refused(answer, "đã gắn với một người khác")
    assert SocialAccount.objects.count() == 1


def test_what_the_provider_says_is_not_kept(bloc: Bloc, provider: Provider) -> None:
    provider.subject["birthdate"] = "1980-01-01"
    round_trip(Client())
    assert SocialAccount.objects.get().extra_data == {"sub": "u-1"}


def test_an_address_that_only_user_info_tells(bloc: Bloc, provider: Provider) -> None:
    provider.in_token = False
    client = Client()
    round_trip(client)
    assert is_in(client)


def test_the_second_factor_is_still_asked(bloc: Bloc, provider: Provider) -> None:
    give_app(bloc.users["cell"])
    client = Client()
    assert round_trip(client)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": recovery_codes(bloc.users["cell"])[0]})
    assert is_in(client)


@pytest.mark.parametrize(
    "subject",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "khong-co@example.org"},
        {"email": ""},
    ],
)
def test_no_account_is_made_and_none_by_an_unverified_address(
    bloc: Bloc, provider: Provider, subject: dict[str, Any]
) -> None:
    count, client = User.objects.count(), Client()
    provider.subject |= subject
    assert refused(round_trip(client), "đã xác minh")
    assert not is_in(client)
    assert User.objects.count() == count
    assert not SocialAccount.objects.exists()


def test_claims_give_no_right(bloc: Bloc, provider: Provider) -> None:
    """Who somebody is over there says nothing of what they may do here."""
    before = (
        list(Grant.objects.values()),
        User.objects.values("email", "name", "is_active").get(email="cell@example.org"),
    )
    provider.subject |= {"roles": ["admin"], "groups": ["officer"], "is_superuser": True, "name": "Khác"}
    provider.subject |= {"preferred_username": "officer@example.org"}
    client = Client()
    round_trip(client)
    assert client.session["_auth_user_id"] == str(bloc.users["cell"].pk)
    after = (
        list(Grant.objects.values()),
        User.objects.values("email", "name", "is_active").get(email="cell@example.org"),
    )
    assert after == before


def test_a_disabled_account_stays_out(bloc: Bloc, provider: Provider) -> None:
    round_trip(Client())
    disable_user(actor=bloc.actor("officer"), user=bloc.users["cell"])
    client = Client()
    assert round_trip(client)["Location"] == "/accounts/inactive/"
    assert not is_in(client)


@pytest.mark.parametrize(
    "say",
    [
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": int(time.time()) - 60},
        {"nonce": "of-another-sign-in"},
        {"nonce": ""},
        {"sub": ""},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(bloc: Bloc, provider: Provider, say: dict[str, Any]) -> None:
    client = Client()
    provider.say = say
    assert refused(round_trip(client))
    assert not is_in(client)


def test_a_token_of_another_key_is_refused(bloc: Bloc, provider: Provider) -> None:
    provider.signs_with = provider.stranger
    assert refused(round_trip(Client()))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_true_signature_is_refused(bloc: Bloc, provider: Provider, algorithm: str) -> None:
    provider.algorithm, provider.signs_with = algorithm, SECRET * 3
    assert refused(round_trip(Client()))


def test_user_info_about_somebody_else_is_refused(bloc: Bloc, provider: Provider) -> None:
    provider.in_token = False
    url = leave(client := Client())
    back = consent(url)
    original = provider.get_userinfo_claims
    provider.get_userinfo_claims = lambda request: {**original(request), "sub": "u-9"}  # type: ignore[method-assign]
    assert refused(come_back(client, back))


def test_a_discovery_that_names_another_issuer_is_refused(bloc: Bloc, provider: Provider) -> None:
    provider.discovery = {"issuer": f"{provider.issuer}/"}
    answer = Client().post("/accounts/sso/")
    assert refused(answer)


def test_a_redirect_of_the_provider_is_not_followed(bloc: Bloc, provider: Provider) -> None:
    provider.discovery = {"jwks_uri": f"{provider.issuer}/moved"}
    assert refused(round_trip(Client()))
    provider.discovery = {}
    client = Client()
    round_trip(client)
    assert is_in(client)


def test_a_state_works_once_and_in_its_own_browser(bloc: Bloc, provider: Provider) -> None:
    client, thief = Client(), Client()
    back = consent(leave(client))
    assert refused(come_back(thief, back))
    come_back(client, back)
    assert is_in(client)
    client.post("/accounts/logout/")
    assert refused(come_back(client, back))
    assert not is_in(client)
    assert refused(come_back(client, "http://testserver/accounts/sso/callback/?code=x&state=y"))
    assert refused(come_back(client, "http://testserver/accounts/sso/callback/"))


def test_a_code_that_was_used_is_refused(bloc: Bloc, provider: Provider) -> None:
    first, second = Client(), Client()
    back = consent(leave(first))
    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(leave(second)).query)["state"][0]
    come_back(first, back)
    assert refused(come_back(second, f"{CALLBACK}?code={code}&state={state}"))
    assert not is_in(second)


def test_a_stolen_code_is_useless_without_its_verifier(bloc: Bloc, provider: Provider) -> None:
    victim, thief = Client(), Client()
    code = parse_qs(urlsplit(consent(leave(victim))).query)["code"][0]
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    assert refused(come_back(thief, f"{CALLBACK}?code={code}&state={state}"))
    assert not is_in(thief)


def test_who_says_no_over_there_comes_back_with_words(bloc: Bloc, provider: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    assert refused(come_back(client, f"{CALLBACK}?error=access_denied&state={state}"))


def test_a_provider_that_is_down_is_told(bloc: Bloc, provider: Provider) -> None:
    with override_settings(OIDC_ISSUER="http://127.0.0.1:1"):
        assert refused(Client().post("/accounts/sso/"))


def test_nothing_of_the_visitor_goes_into_the_question(bloc: Bloc, provider: Provider) -> None:
    url = leave(Client(), at="/accounts/sso/?scope=admin&auth_params=prompt%3Dnone&process=connect")
    asked = parse_qs(urlsplit(url).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked


def test_the_way_back_leads_to_no_other_host(bloc: Bloc, provider: Provider) -> None:
    assert round_trip(Client(), next="https://xau.example/")["Location"] == "/"
