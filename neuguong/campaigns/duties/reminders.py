"""Which duties are told of on a day, by the reminders that their rule sets."""

import datetime as dt
from collections.abc import Iterator

from neuguong.campaigns.duties.states import Duty
from neuguong.campaigns.duties.survey import Survey
from neuguong.campaigns.models import DutyRule

# A machine that was off tells what it missed within a week, and nothing older.
CATCH_UP = 7
MOST = 60


def remindable(found: Survey) -> Iterator[tuple[Duty, int]]:
    """Yield the duties that still have to be done and are told of now, each with the days since its due day.

    The days are those of the rule's reminder that was reached last: negative before the due day.
    """
    for duty in found.duties:
        stage = stage_of(duty.occasion.rule, duty.occasion.due, found.as_of) if duty.is_to_do else None
        if stage is not None:
            yield duty, stage


def stage_of(rule: DutyRule, due: dt.date, today: dt.date) -> int | None:
    """Return the reminder that was reached last, in days since the due day; None where none was within a week."""
    offsets = [-days for days in days_of(rule.remind_before)] + days_of(rule.remind_after)
    gone = (today - due).days
    reached = [days for days in offsets if days <= gone and (days > 0) == (gone > 0)]
    return max(reached) if reached and gone - max(reached) < CATCH_UP else None


def days_of(text: str) -> list[int]:
    """Return the numbers of days in a text such as "7; 1"; raises ValueError where it is none."""
    found = [int(part) for part in text.replace(",", ";").split(";") if part.strip()]
    if any(not 0 <= days <= MOST for days in found):
        raise ValueError(text)
    return found
