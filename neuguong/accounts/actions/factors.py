"""Second factors: taken away by the office, and each code used once."""

import datetime as dt

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from neuguong.accounts.actions.sessions import end_sessions
from neuguong.accounts.models import User
from neuguong.accounts.notices import notify
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor


@transaction.atomic
def drop_factors(*, actor: Actor, user: User) -> int:
    """Take all factors of someone who lost them, and end what is open; whoever must have one enrols anew."""
    count: int = Authenticator.objects.filter(user=user).count()
    Authenticator.objects.filter(user=user).delete()
    audit.record(actor=actor, event="user.factors_dropped", subject=user, after={"count": count})
    end_sessions(actor=actor, user=user)
    notify(user, _("Văn phòng vừa gỡ lớp xác thực thứ hai. Mọi phiên đã kết thúc."))
    return count


def use_once(authenticator: Authenticator) -> bool:
    """Claim the running half minute of a code app; tell whether nobody has before, in whatever process."""
    start = int(clock.now().timestamp()) // app_settings.TOTP_PERIOD * app_settings.TOTP_PERIOD
    window = dt.datetime.fromtimestamp(start, dt.UTC)
    unused = Q(last_used_at=None) | Q(last_used_at__lt=window)
    return bool(Authenticator.objects.filter(unused, pk=authenticator.pk).update(last_used_at=clock.now()))
