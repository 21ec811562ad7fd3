"""Nobody learns at a door who has an account: the same answer, the same questions to the database, the same hashing."""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import Any

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from neuguong.accounts.actions import disable_user, issue_link
from neuguong.accounts.models import Purpose, User
from neuguong.core.actor import SYSTEM
from tests.accounts.provider import Provider
from tests.accounts.signing import give_app, give_password, sign_in
from tests.accounts.test_doors import UNKNOWN, body
from tests.accounts.test_oidc import consent, leave, provider
from tests.bloc import Bloc, found_bloc

__all__ = ["provider"]
RESET = "/accounts/password/reset/"
WHO = ("cell", "sibling", "foreign", "secretary")


@pytest.fixture
def bloc(db: None) -> Bloc:
    """A bloc of which one has a password, one a second factor too, one is shut out, and one has no password yet."""
    found = found_bloc()
    give_password(found, "cell", "sibling", "foreign")
    give_app(found.users["foreign"])
    disable_user(actor=SYSTEM, user=found.users["sibling"])
    return found


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count how often a password is hashed, which is what takes time."""
    work: list[str] = []
    encode = ScryptPasswordHasher.encode

    def counted(self: ScryptPasswordHasher, *args: Any, **more: Any) -> str:
        work.append("scrypt")
        return encode(self, *args, **more)

    monkeypatch.setattr(ScryptPasswordHasher, "encode", counted)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"]):
        yield work


def effort(ask: Callable[[], Any]) -> tuple[int, str, list[str]]:
    """Return status, page or target, and the statements of an answer, without what is written of whom."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    asked = [" ".join(query["sql"].split()[:3]) for query in captured.captured_queries]
    return answer.status_code, answer.get("Location", "") or body(answer), asked


def alike(asks: dict[str, Callable[[], Any]]) -> None:
    """Check that nothing tells one from another; `asks` are by what differs in them and may stand on the page."""
    next(iter(asks.values()))()
    found = [
        (status, page.replace(word, "…"), asked) for word, ask in asks.items() for status, page, asked in [effort(ask)]
    ]
    assert [status for status, _page, _asked in found] == [found[0][0]] * len(found)
    assert {page for _status, page, _asked in found} == {found[0][1]}
    assert [len(asked) for _status, _page, asked in found] == [len(found[0][2])] * len(found)


def test_signing_in_asks_and_answers_the_same(bloc: Bloc, hashings: list[str]) -> None:
    for name in ("cell", "sibling", "foreign"):
        give_password(bloc, name)
    emails = [*(bloc.users[name].email for name in WHO), UNKNOWN]
    hashings.clear()
    for email in emails:
        before = len(hashings)
        sign_in(Client(), email, "sai")
        assert len(hashings) == before + 1, email
    alike({email: partial(sign_in, Client(), email, "sai") for email in emails})


def test_asking_for_a_way_back_answers_the_same(bloc: Bloc, mailoutbox: list[Any]) -> None:
    emails = [*(bloc.users[name].email for name in WHO), UNKNOWN]
    answers = {email: Client().post(RESET, {"email": email}) for email in emails}
    assert {(answer.status_code, answer["Location"]) for answer in answers.values()} == {(302, f"{RESET}done/")}
    assert [mail.to for mail in mailoutbox] == [[email] for email in emails]


def test_dead_links_answer_the_same(bloc: Bloc) -> None:
    def used(user: User) -> str:
        token = issue_link(actor=SYSTEM, user=user, purpose=Purpose.INVITATION)
        issue_link(actor=SYSTEM, user=user, purpose=Purpose.INVITATION)
        return token

    tokens = [used(bloc.users["cell"]), used(bloc.users["secretary"]), "khong-co-lien-ket-nay"]
    for method in ("GET", "POST"):
        alike({token: partial(Client().generic, method, f"/link/{token}/") for token in tokens})


def test_a_passkey_is_asked_of_nobody_by_name(bloc: Bloc) -> None:
    answer = Client().get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert "allowCredentials" not in answer.content.decode().replace('"allowCredentials": []', "")


def test_the_provider_is_told_no_more_of_who_has_no_account_here(bloc: Bloc, provider: Provider) -> None:
    found = []
    for number, email in enumerate((bloc.users["sibling"].email, UNKNOWN)):
        provider.subject = {"sub": f"u-{number}", "email": email, "email_verified": True}
        client = Client()
        back = consent(leave(client)).removeprefix("http://testserver")
        found.append(client.get(back))
    assert [answer.status_code for answer in found] == [422, 422]
    pages = [body(answer).replace(escape(answer.wsgi_request.get_full_path()), "…") for answer in found]
    assert "…" in pages[0]
    assert pages[0] == pages[1]
