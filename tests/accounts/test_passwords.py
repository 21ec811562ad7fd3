"""What a password must not be."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from neuguong.accounts.actions import issue_link
from neuguong.accounts.models import Purpose, User
from neuguong.core.actor import SYSTEM
from neuguong.notices.actions import carry
from tests.accounts.signing import PASSWORD, give_password, is_in, sign_in
from tests.bloc import Bloc, found_bloc


def refused(password: str, user: User | None = None) -> str:
    """Return why a password is refused, or nothing."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "một câu dài có dấu cách và dấu",
        "chỉ toàn chữ thường thôi nhé",
        "8273645190273",
        "x" + "kqzwvjpmyt" * 30,
        "con mèo của chi bộ ngủ trên mái",
    ],
)
def test_any_kind_of_letters_is_taken(password: str) -> None:
    assert refused(password) == ""


@pytest.mark.parametrize("password", ["ngắn quá", "elevenchars"])
def test_a_short_one_is_not(password: str) -> None:
    assert "12" in refused(password)


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",  # of the list of leaks
        "1q2w3e4r5t6y",
        "QWERTYUIOPAS",  # in small letters
        "unbelievable!!",  # bare of signs
        "password12345!",  # of Django's list, bare of digits
        "abcabcabcabc",
        "ổiổiổiổiổiổiổi",
    ],
)
def test_a_known_one_is_refused_offline(password: str) -> None:
    assert "danh sách đã lộ" in refused(password)


@pytest.mark.parametrize(
    "password",
    [
        "neuguong-2026!",
        "NêuGương@12345",
        "ĐảngBộChiBộ#2026",
        "Cell@example2026",
        "ChicucDanso-2026",
        "nguyenthicell-1990",
        "quantri.bithu.1",
    ],
)
def test_words_about_us_are_refused(bloc: Bloc, password: str) -> None:
    bloc.users["cell"].name = "Nguyễn Thị Cell"
    assert "dễ đoán" in refused(password, bloc.users["cell"])


def test_an_endless_one_is_refused() -> None:
    assert "1000" in refused("kqzwvjpmytxb " * 100)


def test_the_rules_are_told() -> None:
    told = " ".join(validator.get_help_text() for validator in get_default_password_validators())
    assert "12" in told
    assert "dán vào được" in told


def test_a_changed_password_ends_the_other_sessions_and_is_told(bloc: Bloc, mailoutbox: list[object]) -> None:
    user, here, there = bloc.users["cell"], bloc.client("cell"), bloc.client("sibling")
    give_password(bloc, "cell")
    for client in (here, there):
        client.logout()
        sign_in(client, user.email)
    carry()
    mailoutbox.clear()
    new = "mot-cau-khac-han-cau-cu"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(here)
    assert not is_in(there)
    carry()
    assert "Mật khẩu vừa được đổi" in str(mailoutbox[0].body)  # type: ignore[attr-defined]
    assert mailoutbox[0].to == [user.email]  # type: ignore[attr-defined]


def test_the_old_password_is_asked_for(bloc: Bloc) -> None:
    give_password(bloc, "cell")
    client, new = bloc.client("cell"), "mot-cau-khac-han-cau-cu"
    client.logout()
    sign_in(client, bloc.users["cell"].email)
    client.post("/accounts/password/change/", {"oldpassword": "sai", "password1": new, "password2": new})
    bloc.users["cell"].refresh_from_db()
    assert bloc.users["cell"].check_password(PASSWORD)


NEW = "/accounts/password/change/"


def change(client: Client, old: str, new: str) -> HttpResponse:
    return client.post(NEW, {"oldpassword": old, "password1": new, "password2": new})  # type: ignore[return-value]


def inside(bloc: Bloc) -> Client:
    """Sign the cell's secretary in as a person does."""
    give_password(bloc, "cell")
    sign_in(client := Client(), bloc.users["cell"].email)
    return client


def test_a_new_password_that_is_refused_is_no_try(bloc: Bloc) -> None:
    client, good = inside(bloc), "mot-cau-khac-han-cau-cu"
    for number in range(12):
        answer = change(client, PASSWORD, f"ngan-{number}" if number % 2 else "password12345!")
        assert answer.status_code == 200
    assert change(client, PASSWORD, good).status_code == 302
    assert sign_in(Client(), bloc.users["cell"].email, good).status_code == 302


def test_an_old_password_is_guessed_no_more_often_than_at_the_door(bloc: Bloc) -> None:
    client, new = inside(bloc), "mot-cau-khac-han-cau-cu"
    answers = [change(client, f"sai-{number}", new) for number in range(10)]
    assert answers[-1].status_code == 429
    told = answers[-1].content.decode()
    assert "Đợi đến" in told
    assert "Văn phòng cấp ủy" in told
    assert change(client, PASSWORD, new).status_code == 429
    bloc.users["cell"].refresh_from_db()
    assert bloc.users["cell"].check_password(PASSWORD)


@pytest.mark.parametrize("link", ["mail", "office"])
def test_a_link_bears_any_number_of_refused_passwords(bloc: Bloc, mailoutbox: list[EmailMessage], link: str) -> None:
    user, client, good = bloc.users["cell"], Client(), "mot-cau-khac-han-cau-cu"
    if link == "mail":
        client.post("/accounts/password/reset/", {"email": user.email})
        address = re.search(r"/accounts/password/reset/key/\S+", str(mailoutbox[-1].body))
        assert address
        page = client.get(address[0])["Location"]
    else:
        page = f"/link/{issue_link(actor=SYSTEM, user=user, purpose=Purpose.RECOVERY)}/"
    for _ in range(25):
        assert client.post(page, {"password1": "ngan", "password2": "ngan"}).status_code == 200
    assert client.post(page, {"password1": good, "password2": good}).status_code == 302
    assert sign_in(Client(), user.email, good).status_code == 302


@pytest.mark.parametrize(
    ("language", "address", "words"), [("vi", "203.0.113.7", "Thử lại từ"), ("en", "203.0.113.8", "Try again from")]
)
def test_too_many_requests_are_told_in_words(db: None, language: str, address: str, words: str) -> None:
    client = Client(REMOTE_ADDR=address)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for number in range(21):
        answer = client.post("/accounts/password/reset/", {"email": f"ai-{number}@example.org"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert words in page
    assert "Too Many Requests" not in page
