"""Signing in as a person does, by the pages; codes of an app; addresses to come from."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from neuguong.accounts.models import User
from tests.bloc import Bloc

PASSWORD = "cau-thanh-ngu-dai-va-la"
LOGIN = "/accounts/login/"
NEARLY = 5


def give_password(bloc: Bloc, *names: str) -> None:
    """Give accounts of the bloc the password of these tests."""
    for name in names:
        bloc.users[name].set_password(PASSWORD)
        bloc.users[name].save()


def sign_in(client: Client, email: str, password: str = PASSWORD, **how: Any) -> Any:
    """Return the answer to the sign-in form."""
    return client.post(LOGIN, {"login": email, "password": password}, **how)


def give_app(user: User) -> str:
    """Enrol a code app with recovery codes, as the page does, and return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    """Return what the app shows now; near the end of its half minute, what it shows next."""
    left = 30 - time.time() % 30
    if left < NEARLY:
        time.sleep(left)
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def recovery_codes(user: User) -> list[str]:
    """Return the recovery codes of `user` that are not used."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = row.wrap().get_unused_codes()
    return codes


def is_in(client: Client) -> bool:
    """Tell whether the browser is let further than the door."""
    return bool(not client.get("/")["Location"].startswith("/accounts/"))
