"""What a password must not be."""

import pytest
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError

from neuguong.accounts.models import User
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
    mailoutbox.clear()
    new = "mot-cau-khac-han-cau-cu"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(here)
    assert not is_in(there)
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
