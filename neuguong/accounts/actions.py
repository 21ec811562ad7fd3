"""Making users and letting them in."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from neuguong.accounts.models import SignInLink, User
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal

LINK_LIFE = dt.timedelta(minutes=10)


@transaction.atomic
def create_user(*, actor: Actor, email: str, name: str = "", password: str | None = None) -> User:
    """Make a user with or without a password."""
    user = User.objects.create_user(email, password, name=name)
    audit.record(
        actor=actor,
        event="user.created",
        subject=user,
        after={"email": user.email, "name": name},
    )
    return user


@transaction.atomic
def issue_link(*, actor: Actor, user: User) -> str:
    """Return the secret of a new one-time link; it lives ten minutes and is told in the log."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, token_hash=_hash(token), expires_at=clock.now() + LINK_LIFE)
    audit.record(actor=actor, event="user.link_issued", subject=user)
    return token


@transaction.atomic
def redeem_link(*, token: str) -> User:
    """Use a link up and return its user; raises Refusal where it is unknown, used or too old."""
    link = SignInLink.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if link is None or link.used_at or link.expires_at < clock.now() or not link.user.is_active:
        raise Refusal("Liên kết đăng nhập không còn dùng được. Đề nghị văn phòng cấp liên kết mới.")
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    actor = Actor(user_id=link.user_id, label=str(link.user))
    audit.record(actor=actor, event="user.link_used", subject=link.user)
    return link.user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Give `user` a new password; the log tells that, not the password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(actor=actor, event="user.password_set", subject=user)
