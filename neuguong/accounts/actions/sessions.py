"""Ending sessions, and keeping the list of them true."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor


@transaction.atomic
def end_session(*, actor: Actor, user: User, pk: int) -> bool:
    """End one session of `user`; tell whether there was such a one."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    row.end()
    audit.record(actor=actor, event="user.session_ended", subject=user, after={"count": 1})
    return True


@transaction.atomic
def end_sessions(*, actor: Actor, user: User, keep: str | None = None) -> int:
    """End all sessions of `user` but the one with key `keep`; return how many there were."""
    rows = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    for row in rows:
        row.end()
    if rows:
        audit.record(actor=actor, event="user.session_ended", subject=user, after={"count": len(rows)})
    return len(rows)


def touch_session(key: str) -> None:
    """Keep when a session was seen last."""
    UserSession.objects.filter(session_key=key).update(last_seen_at=clock.now())


def renew_session(old: str, new: str) -> None:
    """Follow a session to its new key."""
    UserSession.objects.filter(session_key=old).update(session_key=new)
