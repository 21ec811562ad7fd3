"""The portal's own scheduled work: the end of the log as a file once a day, sendings that are no longer needed."""

from django.conf import settings

from neuguong.audit.heads import export_of_day
from neuguong.core import clock, once
from neuguong.core.schedule import Work
from neuguong.organisations.queries import installation


def export_head() -> str:
    """Write today's head of the log into NEUGUONG_HOME/heads, unless it is there."""
    path = export_of_day(settings.HOME / "heads", installation().mark, clock.today())
    return f"Đã xuất đầu nhật ký ra {path}." if path else ""


WORKS = (Work("log_head", export_head), Work("sendings", once.forget))
