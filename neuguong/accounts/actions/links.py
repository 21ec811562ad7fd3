"""One-time links: to sign in, to take up an invitation, to get an account back."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.accounts.actions.sessions import end_sessions
from neuguong.accounts.models import Purpose, SignInLink, User
from neuguong.accounts.notices import notify
from neuguong.accounts.queries.devices import hashed
from neuguong.accounts.queries.links import link_of
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor

LINK_LIFE = dt.timedelta(minutes=10)
RECOVERY_LIFE = dt.timedelta(hours=24)


def life(purpose: Purpose) -> dt.timedelta:
    """Return how long a link lives: minutes at the machine, a day over a desk, days in the post."""
    lives = {Purpose.RECOVERY: RECOVERY_LIFE, Purpose.INVITATION: dt.timedelta(days=settings.INVITATION_DAYS)}
    return lives.get(purpose, LINK_LIFE)


@transaction.atomic
def issue_link(*, actor: Actor, user: User, purpose: Purpose = Purpose.SIGN_IN) -> str:
    """Return the secret of a new one-time link, told in the log; an earlier one for the same end dies."""
    token, now = secrets.token_urlsafe(32), clock.now()
    SignInLink.objects.filter(user=user, purpose=purpose, used_at=None).update(used_at=now)
    lasts = {"expires_at": now + life(purpose), "issued_by_id": actor.user_id}
    SignInLink.objects.create(user=user, purpose=purpose, token_hash=hashed(token), **lasts)
    audit.record(actor=actor, event="user.link_issued", subject=user, after={"purpose": str(purpose)})
    if purpose == Purpose.RECOVERY:
        notify(user, _("Văn phòng vừa cấp một liên kết để lấy lại tài khoản này."))
    return token


@transaction.atomic
def redeem_link(*, token: str, password: str = "") -> User:
    """Use a link up and return its user; raises Refusal where it is unknown, used or too old.

    `password`, already checked, becomes the new one where the link is for that; then nothing open before stays so.
    """
    link = link_of(token, lock=True)
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    own = Actor(user_id=link.user_id, label=str(link.user))
    audit.record(actor=own, event="user.link_used", subject=link.user, after={"purpose": link.purpose})
    if link.sets_password:
        end_sessions(actor=own, user=link.user)
    if link.sets_password and password:
        link.user.set_password(password)
        link.user.save(update_fields=["password"])
        audit.record(actor=own, event="user.password_set", subject=link.user)
    return link.user
