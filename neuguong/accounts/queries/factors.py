"""The second factor of users: code apps and passkeys."""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from neuguong.accounts.models import User

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Key:
    """A factor as its owner sees it: what it is, its name, since when, last used."""

    pk: int
    is_passkey: bool
    name: str
    since: dt.datetime
    last_used: dt.datetime | None


def has_factor(user: User) -> bool:
    """Tell whether `user` has a code app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=_FACTORS).exists())


def keys_of(user: User) -> list[Key]:
    """Return the factors of `user`, the oldest first."""
    rows = Authenticator.objects.filter(user=user, type__in=_FACTORS).order_by("created_at", "pk")
    return [
        Key(row.pk, row.type == Authenticator.Type.WEBAUTHN, str(row), row.created_at, row.last_used_at) for row in rows
    ]
