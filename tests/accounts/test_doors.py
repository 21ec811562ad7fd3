"""The pages of sign-in against forms from elsewhere, addresses elsewhere, other hosts, and who asks for names."""

from typing import Any

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.test import Client, override_settings

from neuguong.accounts.actions import disable_user, issue_link
from neuguong.core.actor import SYSTEM
from tests.accounts.signing import PASSWORD, give_password, is_in, sign_in
from tests.bloc import Bloc, found_bloc

UNKNOWN = "khong-co@example.org"


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    give_password(found, "cell")
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/password/reset/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/sessions/end/",
        "/accounts/sso/",
    ],
)
def test_a_form_from_elsewhere_does_nothing(bloc: Bloc, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bloc.users["cell"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(path, {"login": bloc.users["cell"].email, "password": PASSWORD})
    assert answer.status_code == 403
    assert is_in(client)


def test_a_link_is_not_redeemed_by_a_form_from_elsewhere(bloc: Bloc) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/link/{issue_link(actor=SYSTEM, user=bloc.users['cell'])}/")
    assert answer.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "target",
    [
        "https://xau.example/",
        "//xau.example/",
        "/\\xau.example",
        "javascript:alert(1)",
        "https:xau.example",
        "\t//xau.example",
    ],
)
def test_next_leads_to_no_other_host(bloc: Bloc, target: str) -> None:
    answer = Client().post(
        "/accounts/login/", {"login": bloc.users["cell"].email, "password": PASSWORD, "next": target}
    )
    assert answer["Location"] == "/"


def test_next_leads_back_to_the_page(bloc: Bloc) -> None:
    asked = {"login": bloc.users["cell"].email, "password": PASSWORD, "next": "/search/?q=a"}
    assert Client().post("/accounts/login/", asked)["Location"] == "/search/?q=a"


@pytest.mark.parametrize("host", ["xau.example", "127.0.0.1.xau.example", "xau.example:8000"])
def test_another_host_is_refused(bloc: Bloc, host: str) -> None:
    assert Client(headers={"host": host}).get("/accounts/login/").status_code == 400


def body(answer: Any) -> str:
    """Return a page without what differs from one request to the next."""
    text: str = answer.content.decode()
    for token in (answer.context or {}).get("csrf_token", ""), answer.wsgi_request.META.get("CSRF_COOKIE", ""):
        text = text.replace(str(token), "") if token else text
    return text


def test_a_wrong_password_and_an_unknown_address_read_alike(bloc: Bloc) -> None:
    known = sign_in(Client(), bloc.users["cell"].email, "sai")
    unknown = sign_in(Client(), UNKNOWN, "sai")
    disable_user(actor=SYSTEM, user=bloc.users["sibling"])
    disabled = sign_in(Client(), bloc.users["sibling"].email, "sai")
    assert known.status_code == unknown.status_code == disabled.status_code == 200
    email = bloc.users["cell"].email
    assert body(known).replace(email, UNKNOWN) == body(unknown)


def test_an_unknown_address_is_shut_like_a_known_one(bloc: Bloc) -> None:
    for email in (bloc.users["cell"].email, UNKNOWN):
        answers = [sign_in(Client(), email, f"sai-{number}").status_code for number in range(9)]
        assert answers[-1] == 429


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"])
def test_a_password_is_hashed_as_often_for_whoever_is_named(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> None:
    give_password(bloc, "cell")
    bloc.users["sibling"].set_unusable_password()
    bloc.users["sibling"].save()
    work: list[int] = []
    encode = ScryptPasswordHasher.encode

    def counted(self: ScryptPasswordHasher, *args: Any, **more: Any) -> str:
        work.append(1)
        return encode(self, *args, **more)

    monkeypatch.setattr(ScryptPasswordHasher, "encode", counted)
    effort = []
    for email in (bloc.users["cell"].email, bloc.users["sibling"].email, UNKNOWN):
        work.clear()
        sign_in(Client(), email, "sai")
        effort.append(len(work))
    assert effort == [1, 1, 1]


def test_asking_for_a_new_password_tells_nothing(bloc: Bloc, mailoutbox: list[Any]) -> None:
    answers = [
        Client().post("/accounts/password/reset/", {"email": email}) for email in (bloc.users["cell"].email, UNKNOWN)
    ]
    assert {answer["Location"] for answer in answers} == {"/accounts/password/reset/done/"}
    assert [mail.to for mail in mailoutbox] == [[bloc.users["cell"].email], [UNKNOWN]]


def test_a_reset_by_mail_ends_what_is_open(bloc: Bloc, mailoutbox: list[Any]) -> None:
    client, visitor = Client(), Client()
    sign_in(client, bloc.users["cell"].email)
    visitor.post("/accounts/password/reset/", {"email": bloc.users["cell"].email})
    address = next(word for word in mailoutbox[-1].body.split() if "/password/reset/key/" in word)
    form = visitor.get(address)["Location"]
    new = "mot-cau-khac-han-cau-cu"
    visitor.post(form, {"password1": new, "password2": new})
    assert not is_in(client)
    assert not is_in(visitor)
    assert sign_in(visitor, bloc.users["cell"].email, new)["Location"] == "/"
    assert Client().get(address).status_code == 200


def test_a_dead_link_reads_alike_whoever_it_was_for(bloc: Bloc) -> None:
    token = issue_link(actor=SYSTEM, user=bloc.users["cell"])
    Client().post(f"/link/{token}/")
    used, unknown = Client().get(f"/link/{token}/"), Client().get("/link/khong-co/")
    assert used.status_code == unknown.status_code == 422
    assert body(used).replace(token, "khong-co") == body(unknown)


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/confirm-email/x/", "/accounts/3rdparty/", "/accounts/signup/passkey/"]
)
def test_doors_that_nobody_needs_are_not_there(bloc: Bloc, path: str) -> None:
    assert bloc.client("cell").get(path).status_code == 404


def test_a_signed_in_page_leads_to_signing_out(bloc: Bloc) -> None:
    page = bloc.open("cell", "portal:today").content.decode()
    assert 'action="/accounts/logout/"' in page


def test_signing_out_ends_the_session_on_the_server(bloc: Bloc) -> None:
    client, copy = Client(), Client()
    sign_in(client, bloc.users["cell"].email)
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(copy)
    client.post("/accounts/logout/")
    assert not is_in(copy)
