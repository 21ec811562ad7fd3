"""Guessing passwords and codes: shut for minutes, by name and address; an office and a known device stay open."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.test import Client

from neuguong.accounts.actions import issue_link
from neuguong.accounts.queries.guessing import EVERYWHERE, FROM_ONE_ADDRESS
from neuguong.core.actor import SYSTEM
from tests.accounts.signing import PASSWORD, give_app, give_password, is_in, recovery_codes, sign_in
from tests.bloc import ACCOUNTS, Bloc, found_bloc

OFFICE, HOME, ELSEWHERE = "203.0.113.7", "198.51.100.4", "192.0.2.9"
MOST = 8


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    give_password(found, *ACCOUNTS)
    return found


def wrong(email: str, times: int, where: str = OFFICE, client: Client | None = None) -> list[int]:
    """Return the answers to that many wrong passwords."""
    browser = client or Client()
    return [sign_in(browser, email, f"sai-{time}", REMOTE_ADDR=where).status_code for time in range(times)]


def goes_in(email: str, where: str, client: Client | None = None) -> bool:
    browser = client or Client()
    sign_in(browser, email, REMOTE_ADDR=where)
    return is_in(browser)


def later(minutes: int) -> None:
    """Let time pass for what was counted."""
    for row in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=row.attempt_time - dt.timedelta(minutes=minutes))


def test_the_ninth_try_is_not_looked_at(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    answers = wrong(email, MOST + 1)
    assert answers[: MOST - 1] == [200] * (MOST - 1)
    assert answers[-1] == 429
    assert not goes_in(email, OFFICE)


def test_the_page_says_when_to_come_back(bloc: Bloc) -> None:
    wrong(bloc.users["cell"].email, MOST)
    answer = sign_in(Client(), bloc.users["cell"].email, REMOTE_ADDR=OFFICE)
    assert answer.status_code == 429
    assert "Đợi đến" in answer.content.decode()


def test_it_opens_again_by_itself(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    wrong(email, MOST)
    later(16)
    assert goes_in(email, OFFICE)


def test_trying_on_while_shut_does_not_shut_it_longer(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    wrong(email, MOST)
    later(10)
    wrong(email, 3)
    later(6)
    assert goes_in(email, OFFICE)


def test_the_name_may_be_typed_in_any_case(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    wrong(email.upper(), MOST // 2)
    wrong(f" {email} ", MOST // 2)
    assert not goes_in(email, OFFICE)


def test_one_who_guesses_does_not_shut_out_the_owner_elsewhere(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    wrong(email, MOST + 3, ELSEWHERE)
    assert goes_in(email, OFFICE)


def test_a_whole_office_behind_one_address_is_not_locked_out(bloc: Bloc) -> None:
    for name in ACCOUNTS:
        wrong(bloc.users[name].email, 4)
    wrong(bloc.users["cell"].email, MOST)
    assert not goes_in(bloc.users["cell"].email, OFFICE)
    assert all(goes_in(bloc.users[name].email, OFFICE) for name in ACCOUNTS if name != "cell")


def test_many_addresses_together_get_few_tries(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    for number in range(EVERYWHERE // 6 + 1):
        wrong(email, 6, f"192.0.2.{number + 1}")
    assert not goes_in(email, "192.0.2.200")
    later(16)
    assert goes_in(email, "192.0.2.200")


def test_a_known_device_is_never_shut_out_by_strangers(bloc: Bloc) -> None:
    email, own = bloc.users["cell"].email, Client()
    sign_in(own, email, REMOTE_ADDR=OFFICE)
    own.post("/accounts/logout/")
    wrong(email, MOST + 1)
    for number in range(EVERYWHERE // 6 + 1):
        wrong(email, 6, f"192.0.2.{number + 1}")
    assert not goes_in(email, HOME)
    assert goes_in(email, HOME, own)
    assert goes_in(email, OFFICE, own)


def test_a_known_device_has_no_endless_tries_either(bloc: Bloc) -> None:
    email, own = bloc.users["cell"].email, Client()
    sign_in(own, email, REMOTE_ADDR=OFFICE)
    own.post("/accounts/logout/")
    assert wrong(email, MOST + 1, OFFICE, own)[-1] == 429
    assert not goes_in(email, OFFICE, own)


def test_the_cookie_of_another_user_is_no_known_device(bloc: Bloc) -> None:
    stranger = Client()
    sign_in(stranger, bloc.users["sibling"].email, REMOTE_ADDR=OFFICE)
    stranger.post("/accounts/logout/")
    wrong(bloc.users["cell"].email, MOST, OFFICE, stranger)
    assert not goes_in(bloc.users["cell"].email, OFFICE)


def test_one_address_that_tries_many_names_is_stopped(bloc: Bloc) -> None:
    for number in range(FROM_ONE_ADDRESS // 4):
        wrong(f"nguoi-{number}@example.org", 4, ELSEWHERE)
    assert wrong("nguoi-moi@example.org", 1, ELSEWHERE) == [429]
    assert wrong("nguoi-moi@example.org", 1, OFFICE) == [200]


def test_a_known_device_goes_in_beside_one_that_tries_many_names(bloc: Bloc) -> None:
    email, own = bloc.users["cell"].email, Client()
    sign_in(own, email, REMOTE_ADDR=OFFICE)
    own.post("/accounts/logout/")
    for number in range(FROM_ONE_ADDRESS // 4):
        wrong(f"nguoi-{number}@example.org", 4, OFFICE)
    assert not goes_in(bloc.users["sibling"].email, OFFICE)
    assert goes_in(email, OFFICE, own)


def test_success_forgets_the_wrong_tries(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    wrong(email, MOST - 2)
    assert goes_in(email, OFFICE)
    assert wrong(email, 3)[-1] == 200


def test_codes_are_counted_too(bloc: Bloc) -> None:
    give_app(bloc.users["cell"])
    client = Client()
    sign_in(client, bloc.users["cell"].email)
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _time in range(MOST + 1)]
    assert answers[-1] == 429
    assert (
        client.post("/accounts/2fa/authenticate/", {"code": recovery_codes(bloc.users["cell"])[0]}).status_code == 429
    )
    assert not is_in(client)


def test_what_was_typed_is_not_kept(bloc: Bloc) -> None:
    wrong(bloc.users["cell"].email, 1)
    row = AccessAttempt.objects.get()
    assert "sai-0" not in row.post_data
    assert PASSWORD not in row.post_data


def test_a_forged_forwarded_address_is_not_believed(bloc: Bloc) -> None:
    email = bloc.users["cell"].email
    for number in range(MOST):
        sign_in(Client(), email, "sai", REMOTE_ADDR=OFFICE, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert not goes_in(email, OFFICE)


def test_a_link_goes_in_past_wrong_passwords(bloc: Bloc) -> None:
    client = Client()
    wrong(bloc.users["cell"].email, MOST + 1)
    client.post(f"/link/{issue_link(actor=SYSTEM, user=bloc.users['cell'])}/", REMOTE_ADDR=OFFICE)
    assert is_in(client)
