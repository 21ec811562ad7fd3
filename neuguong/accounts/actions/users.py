"""Making users, their passwords, and shutting them out."""

from typing import Any

from django.db import transaction

from neuguong.accounts.actions.sessions import end_sessions
from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor


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
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Give `user` a new password; the log tells that, not the password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(actor=actor, event="user.password_set", subject=user)


@transaction.atomic
def disable_user(*, actor: Actor, user: User) -> None:
    """Shut `user` out: no sign-in, no link, and what is open ends at its next request."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    audit.record(actor=actor, event="user.disabled", subject=user, before={"is_active": True})
    end_sessions(actor=actor, user=user)


@transaction.atomic
def enable_user(*, actor: Actor, user: User) -> None:
    """Let `user` in again."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    audit.record(actor=actor, event="user.enabled", subject=user, after={"is_active": True})


def tell(event: str, user: User, **after: Any) -> None:
    """Write into the log what `user` did with the own account."""
    own = Actor(user_id=user.pk, label=str(user))
    audit.record(actor=own, event=event, subject=user, after=after or None)
