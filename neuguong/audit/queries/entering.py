"""Who entered a record, and when: its first entry tells, whether it came by a form or in a workbook."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from neuguong.audit.models import Entry
from neuguong.audit.queries.entries import READ

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Entered:
    """The entry that began a record: when, whose account, the name as the log keeps it, the import's number."""

    at: dt.datetime
    actor_id: int | None
    actor_label: str
    batch: int | None


def entered(model: type[Model], ids: Iterable[int]) -> dict[int, Entered]:
    """Return who entered each of the records of `model` with these `ids`, one statement for some hundreds."""
    return {pk: one for portion in _portions(ids) for pk, one in _first(model, portion)}


def _first(model: type[Model], ids: list[int]) -> Iterator[tuple[int, Entered]]:
    """Yield the beginnings, the latest first, so that the first of a record is the last to be told."""
    rows = Entry.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=ids)
    begun = rows.filter(before__isnull=True, after__isnull=False).exclude(event__endswith=READ).order_by("-pk")
    for pk, at, actor, label, batch in begun.values_list("subject_id", "at", "actor_id", "actor_label", "batch"):
        yield pk, Entered(at, actor, label, batch)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    whole = list(ids)
    return (whole[start : start + _PORTION] for start in range(0, len(whole), _PORTION))
