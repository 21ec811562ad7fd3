"""Writing the log, always in the transaction of the change that it tells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError

from neuguong.audit import chain
from neuguong.audit.models import Entry, Head
from neuguong.audit.queries import snapshot
from neuguong.core import bulk, clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal, Stale

M = TypeVar("M", bound=models.Model)
COLUMNS = (
    "at",
    "actor_id",
    "actor_label",
    "event",
    "subject_kind",
    "subject_id",
    "organisation_id",
    "batch",
    "before",
    "after",
    "previous",
    "hash",
)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; `before` and `after` are dicts of fields (or their canonical text), or None."""

    event: str
    subject_kind: str
    subject_id: int
    organisation_id: int | None
    before: dict[str, Any] | str | None
    after: dict[str, Any] | str | None

    def as_text(self) -> "Change":
        """Return the change with canonical texts, which take a fraction of the memory."""
        return replace(self, before=_text(self.before), after=_text(self.after))


def _text(fields: dict[str, Any] | str | None) -> str | None:
    return fields if fields is None or isinstance(fields, str) else chain.canonical(fields)


@dataclass(frozen=True, slots=True)
class Alike:
    """The same event of many new records, as columns; `afters` are canonical texts."""

    event: str
    subject_kind: str
    subject_ids: Sequence[int]
    organisation_ids: Sequence[int | None]
    afters: Sequence[str]


def record_many(*, actor: Actor, changes: Iterable[Change], batch: int | None = None) -> None:
    """Append `changes` to the log in their order; call it last in the transaction."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    count, last = head.count, head.hash

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal count, last
        at = clock.now()
        for change in changes:
            before, after = _text(change.before), _text(change.after)
            shared = chain.shared(at, actor.user_id, actor.label, change.event, change.subject_kind, batch)
            previous, count = last, count + 1
            last = chain.link(previous, shared, change.subject_id, change.organisation_id, before, after)
            told = (change.event, change.subject_kind, change.subject_id, change.organisation_id, batch)
            yield (at, actor.user_id, actor.label, *told, before, after, previous, last)

    bulk.insert(Entry, COLUMNS, rows())
    Head.objects.filter(pk=1).update(hash=last, count=count)


def record_alike(*, actor: Actor, alike: Alike, batch: int | None = None) -> None:
    """Append one entry for each of many new records; call it last in the transaction."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    at = clock.now()
    shared = chain.shared(at, actor.user_id, actor.label, alike.event, alike.subject_kind, batch)
    last, hashes = head.hash, [head.hash]
    for subject, organisation, after in zip(alike.subject_ids, alike.organisation_ids, alike.afters, strict=True):
        last = chain.link(last, shared, subject, organisation, None, after)
        hashes.append(last)
    columns: dict[str, Sequence[Any]] = {
        "subject_id": alike.subject_ids,
        "organisation_id": alike.organisation_ids,
        "after": alike.afters,
        "previous": hashes[:-1],
        "hash": hashes[1:],
    }
    who = {"at": at, "actor_id": actor.user_id, "actor_label": actor.label, "batch": batch}
    bulk.insert_columns(Entry, columns, {**who, "event": alike.event, "subject_kind": alike.subject_kind})
    Head.objects.filter(pk=1).update(hash=hashes[-1], count=head.count + len(alike.afters))


def record(
    *,
    actor: Actor,
    event: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Append one entry about `subject`, whose organisation is found by its `organisation_id`."""
    kind = subject._meta.label_lower
    organisation = getattr(subject, "organisation_id", None)
    record_many(
        actor=actor,
        changes=[Change(event, kind, subject.pk, organisation, before, after)],
    )


@transaction.atomic
def save(*, actor: Actor, event: str, subject: M, version: int | None = None) -> M:
    """Validate and save `subject` with its entry; `version` is the one that the user had opened.

    Raises Stale where someone saved in between, ValidationError where the record is not sound.
    """
    before = None
    if subject.pk is not None:
        stored = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
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
    """Delete `subject`; its last content stays in the log, from which it can be brought back."""
    before, key = snapshot(subject), subject.pk
    try:
        subject.delete()
    except ProtectedError as error:
        held = ", ".join(sorted({str(thing._meta.verbose_name) for thing in error.protected_objects}))
        raise Refusal(f"Chưa xóa được: còn {held} gắn với bản ghi này. Gỡ các bản ghi đó trước.") from error
    subject.pk = key
    record(actor=actor, event=event, subject=subject, before=before)
