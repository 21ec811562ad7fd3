"""Where a user is signed in."""

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession

from neuguong.accounts import origin
from neuguong.accounts.models import User


@dataclass(frozen=True, slots=True)
class Seat:
    """One session: the browser in words, the shortened address, since when, last seen."""

    pk: int
    device: str
    place: str
    since: dt.datetime
    last_seen: dt.datetime
    is_current: bool


def sessions_of(user: User, current: str | None = None) -> list[Seat]:
    """Return the live sessions of `user`, the one with key `current` first; dead ones are forgotten on the way."""
    rows = UserSession.objects.purge_and_list(user)
    seats = [
        Seat(
            row.pk,
            origin.browser(row.user_agent),
            origin.shortened(row.ip),
            row.created_at,
            row.last_seen_at,
            row.session_key == current,
        )
        for row in rows
    ]
    return sorted(seats, key=lambda seat: (not seat.is_current, -seat.last_seen.timestamp()))
