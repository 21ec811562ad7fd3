"""Reading the log."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import QuerySet

from neuguong.audit import chain
from neuguong.audit.models import Entry, Head

_UNTOLD = {"search_key", "sort_key", "created_at", "updated_at", "password"}


def snapshot(subject: models.Model) -> dict[str, Any]:
    """Return the stored fields of `subject`, without derived keys and secrets."""
    return {
        field.attname: field.value_from_object(subject)
        for field in subject._meta.concrete_fields
        if field.attname not in _UNTOLD
    }


def history(subject: models.Model) -> QuerySet[Entry]:
    """Return the entries about `subject`, the newest first."""
    kind = subject._meta.label_lower
    return Entry.objects.filter(subject_kind=kind, subject_id=subject.pk).order_by("-pk")


def of_organisations(ids: Any, kinds: list[str]) -> QuerySet[Entry]:
    """Return the entries about records of `kinds` at the organisations `ids`, single ones, the newest first."""
    rows = Entry.objects.filter(organisation_id__in=ids, subject_kind__in=kinds, batch__isnull=True)
    return rows.order_by("-pk")


def of_batch(batch: int) -> QuerySet[Entry]:
    """Return the entries written by an import, in the order of writing."""
    return Entry.objects.filter(batch=batch).order_by("pk")


def faults() -> Iterator[str]:
    """Compute the chain anew and yield a sentence for each entry that does not fit it."""
    previous, count = "", 0
    shared = ("at", "actor_id", "actor_label", "event", "subject_kind", "batch")
    own = ("subject_id", "organisation_id", "before", "after")
    for pk, stored_previous, stored, *content in (
        Entry.objects.order_by("pk").values_list("pk", "previous", "hash", *shared, *own).iterator()
    ):
        count += 1
        if stored_previous != previous:
            yield f"Dòng {pk}: không nối tiếp dòng trước."
        if chain.link(stored_previous, chain.shared(*content[:6]), *content[6:]) != stored:
            yield f"Dòng {pk}: nội dung không khớp với mã băm."
        previous = stored
    head = Head.objects.filter(pk=1).first()
    if head and (head.hash != previous or head.count != count):
        yield f"Cuối nhật ký: ghi nhận {head.count} dòng, đếm được {count}."


def changed_since(batch: int, entries: list[Entry]) -> list[Entry]:
    """Return the later entries, of other hands, about the records that `entries` of an import are about.

    That a record was read or carried out changes nothing of it.
    """
    if not entries:
        return []
    subjects = {(entry.subject_kind, entry.subject_id) for entry in entries}
    last = max(entry.pk for entry in entries)
    changes = Entry.objects.exclude(before=None, after=None).exclude(event__endswith=".exported")
    later = changes.filter(pk__gt=last).exclude(batch=batch).order_by("pk")
    return [entry for entry in later if (entry.subject_kind, entry.subject_id) in subjects]
