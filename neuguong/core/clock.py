"""The only place that asks what time it is, so that a test or a replay can set it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen", default=None)


def now() -> dt.datetime:
    """Return the current moment, aware, in UTC."""
    return _frozen.get() or timezone.now()


def today() -> dt.date:
    """Return the current date in the installation's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def freeze(moment: dt.datetime) -> Iterator[None]:
    """Hold the clock at an aware `moment`."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
