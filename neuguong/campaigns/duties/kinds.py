"""A kind of duty, declared once by the room whose records discharge it, and the registry of all kinds."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from neuguong.campaigns.models import Per
from neuguong.ui.values import Words

CALENDAR = (Per.MONTH, Per.QUARTER, Per.HALF, Per.YEAR, Per.TERM, Per.STAGE)


class Subject(StrEnum):
    """Who owes: organisations, or people each for themselves."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Match(StrEnum):
    """How a record is told to be of an occasion: by its day, by the years that it is for, by what it refers to."""

    DAY = "day"
    YEARS = "years"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: `start` to `end` hold every occasion; `refs` are the keys that occasions refer to.

    `people` are the keys of those who may owe, where people do.
    """

    start: dt.date
    end: dt.date
    refs: Sequence[int] = ()
    people: Any = ()


@dataclass(frozen=True, slots=True)
class Discharge:
    """Records that discharge duties: lookups of their day ("" where none is known) and of who is meant.

    `low` and `high` are what the record is matched by beside its day: the first and last year that it is for, or
    the key that it refers to, in `low` alone.
    """

    rows: QuerySet[Any]
    day: str
    who: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Records that are occasions themselves: documents to carry out, tasks; lookups of what is told of each.

    `done` is the day on which the record says that it is done, where it does; `usual` the condition that a rule
    which names no documents means it, too.
    """

    rows: QuerySet[Any]
    who: str
    day: str
    label: str
    done: str = ""
    usual: Q = field(default_factory=Q)


@dataclass(frozen=True, slots=True)
class DutyKind:
    """What is owed: `label` in words, by whom, how often it can be, and the query that finds what discharges it.

    `from_below`: a record of an organisation discharges the duty of those above it, too. `occasions` gives the
    records that are occasions, whose own words are the whole title where they are tasks (`titled`). `others`: who
    sets the rule does not owe by it. `does` names the page that does it and `opens` the one that shows the record;
    `indicator` is the figure that a cell of the matrix opens.
    """

    code: str
    label: Words
    subject: Subject
    per: tuple[Per, ...]
    discharged: Callable[[Sought], Discharge] | None = None
    match: Match = Match.DAY
    from_below: bool = False
    occasions: Callable[[], Found] | None = None
    titled: Callable[[str], str] | None = None
    others: bool = False
    does: str = ""
    opens: str = ""
    indicator: str = ""


@dataclass(slots=True)
class Registry:
    """All kinds by code, in the order in which the rooms were joined."""

    by_code: dict[str, DutyKind] = field(default_factory=dict)

    def add(self, *kinds: DutyKind) -> None:
        """Make kinds known; the same declaration may come again."""
        for kind in kinds:
            self.by_code[kind.code] = kind

    @property
    def choices(self) -> list[tuple[str, Words]]:
        """The kinds to choose from."""
        return [(kind.code, kind.label) for kind in self.by_code.values()]


KINDS = Registry()
