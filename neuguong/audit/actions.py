"""Writing the log, always in the transaction of the change that it tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; `before` and `after` are dicts of fields, or None."""

    event: str
    subject_kind: str
    subject_id: int
    organisation_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def record_many(*, actor: Actor, changes: Iterable[Change], batch: int | None = None) -> None:
    """Append `changes` to the log in their order; call it last in the transaction."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    columns = (*chain.CONTENT, "previous", "hash")
    written = _Chained(head.hash, actor, batch)
    bulk.insert(Entry, columns, written.rows(changes))
    Head.objects.filter(pk=1).update(hash=written.last, count=head.count + written.count)


class _Chained:
    """Turns changes into rows of the log, keeping the end of the chain."""

    def __init__(self, last: str, actor: Actor, batch: int | None) -> None:
        self.last, self.actor, self.batch = last, actor, batch
        self.count = 0
        self.at = clock.now()

    def rows(self, changes: Iterable[Change]) -> Iterator[tuple[Any, ...]]:
        for change in changes:
            content = (
                self.at,
                self.actor.user_id,
                self.actor.label,
                change.event,
                change.subject_kind,
                change.subject_id,
                change.organisation_id,
                self.batch,
                None if change.before is None else chain.canonical(change.before),
                None if change.after is None else chain.canonical(change.after),
            )
            previous, self.last = self.last, chain.link(self.last, content)
            self.count += 1
            yield (*content, previous, self.last)


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
