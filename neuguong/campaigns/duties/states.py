"""How a duty stands: computed from its due day, what discharges it, and whether it was excused."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from neuguong.campaigns.duties.occasions import Occasion


class DutyState(StrEnum):
    """As of a day: not yet due, due and missing, done in time or late, excused, not applicable."""

    OPEN = "open"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"
    EXCUSED = "excused"
    NOT_APPLICABLE = "not_applicable"


class Duty(NamedTuple):
    """Something that an organisation owes, or with `person` one of its people.

    `path` is where the organisation stood on the day that says who owes. `day` is when it was done (unknown for
    records without a day), `record` the key of what did it, `excuse` that of the row which says that it need not be.
    """

    occasion: Occasion
    organisation: int
    path: str
    person: int | None
    state: DutyState = DutyState.OPEN
    day: dt.date | None = None
    record: int | None = None
    excuse: int | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether it was done, in time or late."""
        return self.state in (DutyState.MET, DutyState.MET_LATE)

    @property
    def counts(self) -> bool:
        """Tell whether it has come due or was done before: what completeness is a share of."""
        return self.is_met or self.state == DutyState.LATE

    @property
    def is_to_do(self) -> bool:
        """Tell whether it still has to be done."""
        return self.state in (DutyState.OPEN, DutyState.LATE)

    def late_days(self, as_of: dt.date) -> int:
        """Return for how many days it has been missing."""
        return (as_of - self.occasion.due).days if self.state == DutyState.LATE else 0


# The day on which a record was made, where it is known, and its key.
Mark = tuple[dt.date | None, int]


def judged(
    occasion: Occasion, marks: list[Mark], excused: DutyState | None, as_of: dt.date
) -> tuple[DutyState, dt.date | None, int | None]:
    """Return the state as of a day, when it was done and by which record.

    It is done with the last of the records that the rule asks for, whatever was excused before; a record without
    a day counts as in time.
    """
    known = sorted((mark for mark in marks if mark[0] is None or mark[0] <= as_of), key=_order)
    if len(known) >= occasion.rule.times:
        day, record = known[occasion.rule.times - 1]
        in_time = day is None or day <= occasion.due
        return (DutyState.MET if in_time else DutyState.MET_LATE), day, record
    if excused is not None:
        return excused, None, None
    return (DutyState.OPEN if as_of <= occasion.due else DutyState.LATE), None, None


def _order(mark: Mark) -> tuple[dt.date, int]:
    return mark[0] or dt.date.min, mark[1]
