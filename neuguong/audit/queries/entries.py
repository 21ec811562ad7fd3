"""Reading the log."""

from typing import Any

from django.db import models
from django.db.models import QuerySet

from neuguong.audit.models import Entry

_UNTOLD = {"search_key", "sort_key", "created_at", "updated_at", "password"}
READ = ".read"
"""How the event of a reading ends."""


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
    """Return the entries that wrote records of `kinds` at the organisations `ids`, single ones, newest first."""
    rows = Entry.objects.filter(organisation_id__in=ids, subject_kind__in=kinds, batch__isnull=True)
    rows = rows.exclude(event__endswith=READ)
    return rows.order_by("-pk")


def of_batch(batch: int) -> QuerySet[Entry]:
    """Return the entries written by an import, in the order of writing."""
    return Entry.objects.filter(batch=batch).order_by("pk")


def changed_since(batch: int, entries: list[Entry]) -> list[Entry]:
    """Return the later entries, of other hands, about the records that `entries` of an import are about.

    That a record was read or carried out changes nothing of it.
    """
    if not entries:
        return []
    subjects = {(entry.subject_kind, entry.subject_id) for entry in entries}
    last = max(entry.pk for entry in entries)
    changes = Entry.objects.exclude(before=None, after=None).exclude(event__endswith=".exported")
    changes = changes.exclude(event__endswith=READ)
    later = changes.filter(pk__gt=last).exclude(batch=batch).order_by("pk")
    return [entry for entry in later if (entry.subject_kind, entry.subject_id) in subjects]
