"""What follows when somebody signs in or changes a password or a factor: the log, notices, other sessions' end."""

import logging
import secrets
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.accounts import origin
from neuguong.accounts.actions import end_sessions, note_device, renew_session, tell, tell_devices
from neuguong.accounts.models import User
from neuguong.accounts.notices import notify
from neuguong.accounts.rules import NEW_DEVICE, PROVEN, SIGNED_IN
from neuguong.core import clock
from neuguong.core.actor import Actor

log = logging.getLogger(__name__)


def stamp(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Begin to count a session's time."""
    request.session[SIGNED_IN] = int(clock.now().timestamp())
    request.session.pop(PROVEN, None)


def signed_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Know the device again, or tell of a new one; and tell what happened since."""
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not token:
        token = secrets.token_urlsafe(32)
        setattr(request, NEW_DEVICE, token)
    words, address = origin.browser(request.META.get("HTTP_USER_AGENT", "")), origin.address(request)
    if note_device(user=user, token=token, words=words, place=origin.shortened(address)):
        notify(user, _("Tài khoản vừa đăng nhập từ một thiết bị mới."), words, address)
    for device in tell_devices(user=user, token=token):
        since = f"{timezone.localtime(device.first_seen):%H:%M %d/%m/%Y}"
        said = {"device": device, "since": since}
        messages.warning(request, _("Có thiết bị mới đã vào tài khoản: %(device)s, lúc %(since)s.") % said)
    tell("user.signed_in", user, device=words, place=origin.shortened(address))


def password_changed(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Write it down, and end every other session."""
    tell("user.password_set", user)
    _end_others(request, user)


def factor_changed(event: str) -> Any:
    """Return what follows a factor's coming (`event` "added"), going ("removed") or renewal ("reset")."""

    def follow(sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **_more: object) -> None:
        tell(f"user.factor_{event}", user, kind=authenticator.type)
        request.session.pop(PROVEN, None)
        if authenticator.type != Authenticator.Type.RECOVERY_CODES:
            _end_others(request, user)

    return follow


def proven_again(sender: object, request: HttpRequest, user: User, **more: object) -> None:
    """Give the session a new key whenever its user proved anew who they are."""
    if more.get("reauthenticated") and request.session.session_key:
        old = request.session.session_key
        request.session.cycle_key()
        renew_session(old, request.session.session_key)


def _end_others(request: HttpRequest, user: User) -> None:
    own = Actor(user_id=user.pk, label=str(user))
    keep = request.session.session_key if request.user == user else None
    end_sessions(actor=own, user=user, keep=keep)


_FACTORS = {event: factor_changed(event) for event in ("added", "removed", "reset")}


def failed(sender: object, request: HttpRequest | None = None, **_more: object) -> None:
    """Leave a line in the program's log; never what was typed, which may be a password in the wrong box."""
    log.warning("A try to sign in failed", extra={"request": request})


def listen() -> None:
    """Begin to follow; called once when Django is ready."""
    user_logged_in.connect(stamp)
    user_login_failed.connect(failed)
    account.user_logged_in.connect(signed_in)
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(password_changed)
    account.authentication_step_completed.connect(proven_again)
    mfa.authenticator_added.connect(_FACTORS["added"])
    mfa.authenticator_removed.connect(_FACTORS["removed"])
    mfa.authenticator_reset.connect(_FACTORS["reset"])
