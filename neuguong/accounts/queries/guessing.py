"""How many wrong tries are too many: by name and address, by name, by address; each for minutes, never for good.

django-axes keeps the counts in the database. A try from a device that its user signed in from before is counted
apart, so that strangers who guess, from wherever, never shut out who comes from there; and an office behind one
address has as many tries as it has people.
"""

import datetime as dt
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from neuguong.accounts import origin
from neuguong.accounts.queries.devices import known_device
from neuguong.core import clock
from neuguong.core.errors import Locked

SPAN = dt.timedelta(hours=settings.AXES_COOLOFF_TIME)
EVERYWHERE = 30
"""Wrong tries for one name in a span, from all unknown devices together."""
FROM_ONE_ADDRESS = 100
"""Wrong tries from one address in a span, by unknown devices, for whatever names."""
_FACTOR, _KNOWN = "factor:", "|"


def factor_name(email: str) -> str:
    """Return the name under which wrong codes of the second factor are counted."""
    return f"{_FACTOR}{email}"


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return under which name a try is counted: the e-mail as typed, with the device where that is known."""
    given = credentials or {}
    typed = given.get("email") or given.get("login") or given.get("username") or request.POST.get("login") or ""
    name = str(typed).strip().lower()[:200].replace("\0", "")
    device = known_device(name.removeprefix(_FACTOR), request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    return f"{name}{_KNOWN}{device.pk}" if device else name


def shut_until(request: HttpRequest, name: str) -> dt.datetime | None:
    """Return when `name` may be tried again from here, or None where it may be now."""
    counted, here = counted_name(request, {"login": name}), origin.address(request)
    limits = [(Q(username=counted, ip_address=here), settings.AXES_FAILURE_LIMIT)]
    if _KNOWN not in counted:
        limits += [
            (Q(username=counted), EVERYWHERE),
            (Q(ip_address=here) & ~Q(username__contains=_KNOWN), FROM_ONE_ADDRESS),
        ]
    ends = [end for condition, most in limits if (end := _end(condition, most))]
    return max(ends, default=None)


def check(request: HttpRequest, name: str) -> None:
    """Raise Locked where `name` was tried too often."""
    until = shut_until(request, name)
    if until is not None:
        raise Locked(until)


def _end(condition: Q, most: int) -> dt.datetime | None:
    """Return when fewer than `most` tries will be left in the span: the oldest leave it first."""
    rows = AccessAttempt.objects.filter(condition, attempt_time__gt=clock.now() - SPAN)
    tries = list(rows.order_by("attempt_time").values_list("attempt_time", "failures_since_start"))
    left, end = sum(count for _at, count in tries), None
    for at, count in tries:
        if left < most:
            break
        left, end = left - count, at + SPAN
    return end
