"""The end of a transaction: whatever it told the log is sealed, then chained while the head is locked.

Records come first, then the keys of people in their order, the head last: so no writer that holds the head ever
waits for another one, whatever order the actions of a transaction took.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from neuguong.audit import chain as hashing
from neuguong.audit import keys, sealing
from neuguong.audit.changes import Alike, Change
from neuguong.audit.models import Entry, Head, Key, Reading
from neuguong.core import bulk
from neuguong.core.actor import Actor
from neuguong.core.databases.last import before_commit, check_links

COLUMNS = (
    "id",
    "at",
    "actor_id",
    "actor_label",
    "origin",
    "event",
    "subject_kind",
    "subject_id",
    "organisation_id",
    "owner_id",
    "batch",
    "before",
    "after",
    "previous",
    "hash",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Changes of one act, as texts; `read` holds (record, whose) of a reading, `forgotten` whose key goes."""

    actor: Actor
    at: dt.datetime
    changes: Sequence[Change]
    batch: int | None
    read: Sequence[tuple[int, int]] = ()
    forgotten: int | None = None


@dataclass(frozen=True, slots=True)
class Streamed:
    """Many changes that are read in portions, when they are chained; `owners`: whose private values they hold."""

    actor: Actor
    at: dt.datetime
    portions: Iterable[Alike | Sequence[Change]]
    owners: Iterable[int]
    batch: int | None


def tell(one: Told | Streamed) -> None:
    """Have the log told when the running transaction ends; without one, now."""
    before_commit(_chain, one)


def _chain(told: list[Told | Streamed]) -> None:
    """Seal and chain what a transaction told, in the order in which it did."""
    check_links()
    singles = [one for one in told if isinstance(one, Told)]
    owners = {change.owner_id for one in singles for change in one.changes if sealing.is_open(change)}
    owners.update(owner for one in told if isinstance(one, Streamed) for owner in one.owners)
    keys.ensure([owner for owner in owners if owner is not None])
    sealed = iter(sealing.sealed([change for one in singles for change in one.changes]))
    Key.objects.filter(pk__in=[one.forgotten for one in singles if one.forgotten is not None]).delete()
    end = _End()
    for one in told:
        if isinstance(one, Told):
            end.add(one, [next(sealed) for _change in one.changes])
        else:
            for portion in one.portions:
                end.add_alike(one, portion) if isinstance(portion, Alike) else end.add(one, sealing.sealed(portion))
    end.write()


class _End:
    """The end of the chain, locked; entries are added to it."""

    def __init__(self) -> None:
        self._head, _made = Head.objects.select_for_update().get_or_create(pk=1)
        self._waiting: list[tuple[Any, ...]] = []
        self._read: list[tuple[int, int, int]] = []

    def add(self, one: Told | Streamed, changes: Sequence[Change]) -> None:
        """Add single changes; written with the next ones."""
        self._waiting.extend(self._rows(one, changes))
        if isinstance(one, Told):
            self._read.extend((self._head.count, *pair) for pair in one.read)
        else:
            self._write_waiting()

    def _rows(self, one: Told | Streamed, changes: Sequence[Change]) -> Iterator[tuple[Any, ...]]:
        who = (one.actor.user_id, one.actor.label, one.actor.origin)
        head, last = self._head, self._head.hash
        for change in changes:
            previous, head.count = last, head.count + 1
            shared = hashing.shared(one.at, *who, change.event, change.subject_kind, one.batch)
            about = (change.subject_id, change.organisation_id, change.owner_id)
            last = hashing.link(previous, head.count, shared, *about, change.before, change.after)  # type: ignore[arg-type]
            kept = (change.before, change.after, previous, last)
            yield (head.count, one.at, *who, change.event, change.subject_kind, *about, one.batch, *kept)
        head.hash = last

    def add_alike(self, one: Streamed, alike: Alike) -> None:
        """Add the same event of many new records."""
        self._write_waiting()
        head, who = self._head, (one.actor.user_id, one.actor.label, one.actor.origin)
        shared = hashing.shared(one.at, *who, alike.event, alike.subject_kind, one.batch)
        subjects, organisations, afters = alike.subject_ids, alike.organisation_ids, alike.afters
        hashes = [head.hash, *hashing.links(head.hash, head.count, shared, subjects, organisations, afters)]
        number = head.count + len(afters)
        columns: dict[str, Sequence[Any]] = {
            "id": range(head.count + 1, number + 1),
            "subject_id": subjects,
            "organisation_id": organisations,
            "after": afters,
            "previous": hashes[:-1],
            "hash": hashes[1:],
        }
        same = {"at": one.at, "batch": one.batch, "event": alike.event, "subject_kind": alike.subject_kind}
        same.update(zip(("actor_id", "actor_label", "origin"), who, strict=True))
        bulk.insert_columns(Entry, columns, same)
        head.hash, head.count = hashes[-1], number

    def write(self) -> None:
        """Write what waits, the readings, and where the chain ends now."""
        self._write_waiting()
        if self._read:
            bulk.insert(Reading, ["entry_id", "subject_id", "owner_id"], self._read)
        Head.objects.filter(pk=1).update(hash=self._head.hash, count=self._head.count)

    def _write_waiting(self) -> None:
        if self._waiting:
            bulk.insert(Entry, COLUMNS, self._waiting)
            self._waiting = []
