"""How long an office has: a dated table, and the day on which that time is over."""

import datetime as dt
from dataclasses import dataclass

from neuguong.core.workdays import Workdays
from neuguong.privacy.models import RequestKind

# Held against commentaries alone, not against the words: docs/personal-data.md says which number was seen where.
DECREE = "NĐ 356/2025/NĐ-CP ngày 31/12/2025"


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long for a kind of request received from `since` to `until` (both included; None is open).

    `answer` counts working days; `done` counts days of the calendar, and where the last one is off ends on
    the next working day (Bộ luật Dân sự số 91/2015/QH13 ngày 24/11/2015, Điều 148). By `more` days the time for
    carrying out may be prolonged, once and with a reason.
    """

    kind: RequestKind
    answer: int
    done: int
    more: int
    since: dt.date
    until: dt.date | None
    source: str


_FROM = dt.date(2026, 1, 1)
DEADLINES = (
    Deadline(RequestKind.SEE, 2, 10, 10, _FROM, None, DECREE),
    Deadline(RequestKind.CORRECT, 2, 10, 10, _FROM, None, DECREE),
    Deadline(RequestKind.EXPORT, 2, 10, 10, _FROM, None, DECREE),
    Deadline(RequestKind.RESTRICT, 2, 15, 15, _FROM, None, DECREE),
    Deadline(RequestKind.OBJECT, 2, 15, 15, _FROM, None, DECREE),
    Deadline(RequestKind.ERASE, 2, 20, 10, _FROM, None, DECREE),
)


def deadline(kind: str, received: dt.date) -> Deadline:
    """Return what holds for a request of that day; the earliest rule for one from before it."""
    of_kind = [one for one in DEADLINES if one.kind == kind]
    held = [one for one in of_kind if one.since <= received and (one.until is None or received <= one.until)]
    return held[0] if held else min(of_kind, key=lambda one: one.since)


def due(kind: str, received: dt.date, days: Workdays, *, prolonged: bool = False) -> tuple[dt.date, dt.date]:
    """Return until when a request has to be answered and carried out; the day of receipt does not count."""
    rule = deadline(kind, received)
    long = rule.done + (rule.more if prolonged else 0)
    return days.after(received, rule.answer), days.from_(received + dt.timedelta(days=long))
