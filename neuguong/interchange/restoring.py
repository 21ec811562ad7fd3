"""Bringing a record back to what the log says it was."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from neuguong.audit.models import Entry
from neuguong.audit.sealing import contents
from neuguong.core.errors import Refusal
from neuguong.interchange.context import portions
from neuguong.interchange.kinds import belonging
from neuguong.organisations.models import LifePart, Membership, Organisation, Person, Placement


def restore(entry: Entry) -> None:
    """Undo one change; the record gets its own number back where it was withdrawn."""
    before, after = contents(entry)
    before = before or {}
    model = apps.get_model(entry.subject_kind)
    if model is Person and "memberships" in before:
        belonging.restore(entry.subject_id, before, after)
    elif model is Organisation:
        places, events = before.pop("placements", None), before.pop("events", [])
        _save_as(model, entry.subject_id, before, after)
        if places is not None:
            _replace(entry.subject_id, places)
            LifePart.objects.bulk_create(LifePart(organisation_id=entry.subject_id, **part) for part in events)
    else:
        _save_as(model, entry.subject_id, before, after)


def _save_as(model: type[models.Model], pk: int, before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """Set back what the change changed, and nothing else: a later hand may have changed the rest."""
    found = model._default_manager.filter(pk=pk).first() or model(pk=pk)
    for name, value in before.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.Field) and (after is None or after.get(name) != value):
            setattr(found, field.attname, field.to_python(value))
    found.clean()
    if hasattr(found, "version"):
        found.version += 1
    found.save()


def _replace(pk: int, places: list[dict[str, Any]]) -> None:
    """Give a withdrawn organisation its places again, under its parent where that stands now."""
    one = Organisation.objects.select_related("parent").get(pk=pk)
    path = f"{one.parent.path if one.parent else ''}{pk}."
    if path != one.path:
        words = _("Chưa hoàn tác được: cấp trên của %(name)s đã chuyển chỗ sau khi tổ chức này bị rút.")
        raise Refusal(words % {"name": one.name})
    for place in places:
        Placement.objects.create(organisation=one, **place)


def strange_parts(model: type[models.Model], numbers: Iterable[int], batch: int) -> Iterator[str]:
    """Yield the names of parts that would go along with what an import made, and yet are not of that import."""
    if model is Person:
        told = Entry.objects.filter(subject_kind=Membership._meta.label_lower).exclude(batch=batch)
        for part in portions(numbers):
            for some in portions(Membership.objects.filter(person__in=part).values_list("pk", flat=True)):
                if told.filter(subject_id__in=some).exists():
                    yield str(Membership._meta.verbose_name)
