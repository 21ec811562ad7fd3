"""Writing the log, always in the transaction of the change that it tells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError

from neuguong.audit import chain, sealing
from neuguong.audit.changes import Alike, Change
from neuguong.audit.models import Entry, Head, Key, Reading
from neuguong.audit.queries import READ, snapshot
from neuguong.core import bulk, clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal, Stale
from neuguong.core.rows import one_of

__all__ = ["Alike", "Change", "forget", "record", "record_alike", "record_many", "record_reading", "remove", "save"]

M = TypeVar("M", bound=models.Model)
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


@transaction.atomic(savepoint=False)
def record_many(*, actor: Actor, changes: Iterable[Change], batch: int | None = None) -> int:
    """Append `changes` to the log in their order and return the number of the last entry; call it last."""
    told = sealing.sealed(changes)
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    count, last = head.count, head.hash

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal count, last
        at = clock.now()
        who = (actor.user_id, actor.label, actor.origin)
        for change in told:
            previous, count = last, count + 1
            shared = chain.shared(at, *who, change.event, change.subject_kind, batch)
            about = (change.subject_id, change.organisation_id, change.owner_id)
            last = chain.link(previous, count, shared, *about, change.before, change.after)  # type: ignore[arg-type]
            kept = (change.before, change.after, previous, last)
            yield (count, at, *who, change.event, change.subject_kind, *about, batch, *kept)

    bulk.insert(Entry, COLUMNS, rows())
    Head.objects.filter(pk=1).update(hash=last, count=count)
    return count


@transaction.atomic(savepoint=False)
def record_alike(*, actor: Actor, alike: Alike, batch: int | None = None) -> None:
    """Append one entry for each of many new records; call it last in the transaction."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    at = clock.now()
    shared = chain.shared(at, actor.user_id, actor.label, actor.origin, alike.event, alike.subject_kind, batch)
    subjects, organisations, afters = alike.subject_ids, alike.organisation_ids, alike.afters
    hashes = [head.hash, *chain.links(head.hash, head.count, shared, subjects, organisations, afters)]
    number = head.count + len(afters)
    columns: dict[str, Sequence[Any]] = {
        "id": range(head.count + 1, number + 1),
        "subject_id": subjects,
        "organisation_id": organisations,
        "after": afters,
        "previous": hashes[:-1],
        "hash": hashes[1:],
    }
    who = {"at": at, "actor_id": actor.user_id, "actor_label": actor.label, "origin": actor.origin, "batch": batch}
    bulk.insert_columns(Entry, columns, {**who, "event": alike.event, "subject_kind": alike.subject_kind})
    Head.objects.filter(pk=1).update(hash=hashes[-1], count=number)


@transaction.atomic(savepoint=False)
def record_reading(
    *, actor: Actor, kind: str, how: str, read: Sequence[tuple[int, int]], organisation_id: int | None
) -> None:
    """Note that `actor` read records of `kind` that are others': `read` holds (record, whose); `how` is where.

    One entry for the act, one row for each record, by which whoever it belongs to finds it.
    """
    if not read:
        return
    alone = read[0] if len(read) == 1 else (0, None)
    after = chain.canonical({"how": how, "read": [list(pair) for pair in read]})
    event = kind.rpartition(".")[2] + READ
    change = Change(event, kind, alone[0], organisation_id, None, after, alone[1])
    number = record_many(actor=actor, changes=[change])
    bulk.insert(Reading, ["entry_id", "subject_id", "owner_id"], ((number, *pair) for pair in read))


@transaction.atomic(savepoint=False)
def forget(*, actor: Actor, owner: int) -> bool:
    """Destroy the key of the person `owner`: what the log sealed of them can never be read again.

    The chain stays whole, as it covers what is sealed. Returns whether there was a key. Call it after all else
    that an erasure writes, since a later private value would get a new key.
    """
    gone, _kinds = Key.objects.filter(pk=owner).delete()
    if gone:
        change = Change("key.destroyed", Key._meta.label_lower, owner, None, None, None, owner)
        record_many(actor=actor, changes=[change])
    return bool(gone)


def record(
    *,
    actor: Actor,
    event: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Append one entry about `subject`, at the organisation of its `log_place`, or else its `organisation_id`."""
    kind = subject._meta.label_lower
    organisation = getattr(subject, "log_place", None) or getattr(subject, "organisation_id", None)
    record_many(
        actor=actor,
        changes=[Change(event, kind, subject.pk, organisation, before, after)],
    )


@transaction.atomic
def save(*, actor: Actor, event: str, subject: M, version: int | None = None) -> M:
    """Validate and save `subject` with its entry; `version` is the one that the user had opened.

    Raises Stale where someone saved in between, NotVisible where someone took the record out, ValidationError
    where it is not sound.
    """
    before = None
    if subject.pk is not None:
        stored = one_of(_locked(subject))
        if version is not None and getattr(stored, "version", version) != version:
            raise Stale
        before = snapshot(stored)
        if hasattr(stored, "version"):
            subject.version = stored.version + 1  # type: ignore[attr-defined]
            subject.updated_at = clock.now()  # type: ignore[attr-defined]
    subject.full_clean()
    subject.save()
    record(
        actor=actor,
        event=event,
        subject=subject,
        before=before,
        after=snapshot(subject),
    )
    return subject


@transaction.atomic
def remove(*, actor: Actor, event: str, subject: models.Model) -> None:
    """Delete `subject`; its last content stays in the log, from which it can be brought back.

    Raises Stale where someone has changed it since it was read, NotVisible where it is gone already.
    """
    if getattr(one_of(_locked(subject)), "version", None) != getattr(subject, "version", None):
        raise Stale
    before, key = snapshot(subject), subject.pk
    try:
        subject.delete()
    except ProtectedError as error:
        held = ", ".join(sorted({str(thing._meta.verbose_name) for thing in error.protected_objects}))
        raise Refusal(f"Chưa xóa được: còn {held} gắn với bản ghi này. Gỡ các bản ghi đó trước.") from error
    subject.pk = key
    record(actor=actor, event=event, subject=subject, before=before)


def _locked(subject: M) -> models.QuerySet[M]:
    """Return the record as it stands, if it does, locked until the end of the transaction."""
    return type(subject)._default_manager.select_for_update().filter(pk=subject.pk)
