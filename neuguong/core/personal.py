"""What registers hold about people: the shapes in which every room tells it, lets it go or keeps it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

Words = str | Promise
Touched = Mapping[type[Model], Collection[int]]
"""Records that were changed or removed, by their model; each gets its line in the log, which says no more."""
ERASED = "Đã xóa theo yêu cầu"
"""What stands in a name's place; Vietnamese, as it stands in records."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: the ids of a person and of their account; 0 where there is none."""

    person_id: int
    account_id: int


class Fate(StrEnum):
    """What an erasure does: takes rows out, takes the name off them, or leaves them as the law keeps them."""

    REMOVED = "removed"
    UNNAMED = "unnamed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one register holds about a person.

    `code` and the keys of `fields` are the documented names in a copy; `rows` gives the values in the
    order of `fields`, `choices` the words of coded ones. `private` names what only the person reads.
    `reason` says why rows stay, or what goes. `erase` gets whose and an opaque mark, does what `fate`
    says, and returns what it touched; without it nothing is written.
    """

    code: str
    title: Words
    fields: Mapping[str, Words]
    rows: Callable[[Subject], Iterable[tuple[Any, ...]]]
    fate: Fate
    reason: Words
    erase: Callable[[Subject, str], Touched] | None = None
    private: frozenset[str] = field(default_factory=frozenset)
    choices: Mapping[str, Iterable[tuple[str, Words]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose time is over: its id, words that tell it, and the day from which its time ran."""

    pk: int
    text: str
    since: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Records of `model` that are kept for a time.

    `due` gives those whose time ran from before a day, `remove` lets them go, or lets go what they say.
    """

    code: str
    title: Words
    model: type[Model]
    due: Callable[[dt.date], Iterable[Due]]
    remove: Callable[[Collection[int]], object]


def erased_name(mark: str) -> str:
    """Return what replaces a name in a record that stands by itself; `mark` keeps such records apart."""
    return f"{ERASED} ({mark})"
