"""Writing the log, always in the transaction of the change that it tells; the chain is locked at its very end."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError

from neuguong.audit import chain, chaining, keys, sealing
from neuguong.audit.chaining import Streamed, Told
from neuguong.audit.changes import Alike, Change
from neuguong.audit.models import Key
from neuguong.audit.queries import READ, snapshot
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal, Stale
from neuguong.core.rows import one_of

__all__ = [
    "Alike",
    "Change",
    "forget",
    "record",
    "record_alike",
    "record_many",
    "record_reading",
    "record_stream",
    "remove",
    "rotate_key",
    "save",
]

M = TypeVar("M", bound=models.Model)


def record_many(*, actor: Actor, changes: Iterable[Change], batch: int | None = None) -> None:
    """Tell the log of `changes`, in their order; they are chained when the transaction ends."""
    told = [sealing.as_text(change) for change in changes]
    chaining.tell(Told(actor, clock.now(), told, batch))


def record_stream(
    *, actor: Actor, portions: Iterable[Alike | Sequence[Change]], owners: Iterable[int], batch: int
) -> None:
    """Tell the log of many changes, read from `portions` when the transaction ends; `owners`: whose private values."""
    chaining.tell(Streamed(actor, clock.now(), portions, owners, batch))


def record_alike(*, actor: Actor, alike: Alike, batch: int | None = None) -> None:
    """Tell the log of one entry for each of many new records."""
    chaining.tell(Streamed(actor, clock.now(), [alike], (), batch))


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
    chaining.tell(Told(actor, clock.now(), [sealing.as_text(change)], None, list(read)))


def forget(*, actor: Actor, owner: int) -> bool:
    """Destroy the key of the person `owner`: what the log sealed of them can never be read again.

    The chain stays whole, as it covers what is sealed. Returns whether there was a key. The key goes when the
    transaction ends, and with it whatever else the transaction has told of the person.
    """
    there = Key.objects.filter(pk=owner).exists()
    if there:
        change = Change("key.destroyed", Key._meta.label_lower, owner, None, None, None, owner)
        chaining.tell(Told(actor, clock.now(), [change], None, forgotten=owner))
    return there


def rotate_key(*, actor: Actor) -> int:
    """Change the installation's key of the log; return how many people's keys it locks.

    What is sealed from now on has a new key of its person, what was sealed before is still opened; no entry and no
    hash changes. Whoever has the key of before, and a database of after, opens nothing.
    """
    with transaction.atomic():
        count = keys.relock()
        after = {"count": count}
        record_many(actor=actor, changes=[Change("key.rotated", Key._meta.label_lower, 0, None, None, after)])
    keys.settle()
    return count


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
