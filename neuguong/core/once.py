"""What is sent twice is done once: a second click, a page that a browser sends anew."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence

from django.db import transaction

from neuguong.core import clock
from neuguong.core.models import Sending

KEPT = dt.timedelta(days=2)


@transaction.atomic
def once(key: Sequence[str], act: Callable[[], str]) -> str:
    """Do `act` unless the same `key` was done before, and return where that led.

    `key` holds who sent what, and where; it is stored as a hash. Without a key `act` is simply done. Whoever comes
    while the first is still at work waits for it. What `act` raises, or returns as "", counts as not done.
    """
    if not key:
        return act()
    digest = hashlib.sha256(json.dumps(list(key)).encode()).hexdigest()
    sending, is_new = Sending.objects.get_or_create(digest=digest)
    if not is_new:
        return sending.led_to
    sending.led_to = act()
    if sending.led_to:
        sending.save(update_fields=["led_to"])
    else:
        sending.delete()
    return sending.led_to


def forget() -> str:
    """Delete what was sent so long ago that no browser sends it again."""
    Sending.objects.filter(at__lt=clock.now() - KEPT).delete()
    return ""
