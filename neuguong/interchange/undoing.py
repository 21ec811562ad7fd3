"""Taking an import back, while nothing depends on what it wrote."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError

from neuguong.audit.actions import Change, record_many
from neuguong.audit.models import Entry
from neuguong.audit.queries import changed_since, of_batch
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden, Refusal
from neuguong.interchange.kinds import belonging
from neuguong.interchange.models import Batch
from neuguong.organisations.actions import take_back_move
from neuguong.organisations.models import Organisation, Person
from neuguong.organisations.rules import can_import, require

_MOST_NAMED = 5


@transaction.atomic
def undo_batch(*, actor: Actor, number: int) -> Batch:
    """Take the import `number` back; raises Refusal that names what stands in the way."""
    require(can_import(actor))
    batch = Batch.objects.select_for_update().filter(pk=number).first()
    if batch is None:
        raise Refusal(f"Không có lần nhập số {number}. Xem các lần nhập ở trang Nhập số liệu.", code="not_found")
    if not actor.reach_all and batch.actor_id != actor.user_id:
        raise Forbidden("Chỉ người đã nhập mới hoàn tác được lần nhập này.")
    if batch.undone_at is not None:
        raise Refusal(f"Lần nhập số {number} đã được hoàn tác.")
    entries = list(of_batch(number).order_by("-pk"))
    _refuse_if_changed_since(number, entries)
    for entry in entries:
        if not entry.event.endswith(".imported"):
            _restore(entry)
    _delete([entry for entry in entries if entry.event.endswith(".imported")])
    _log(actor, entries)
    batch.undone_at = clock.now()
    batch.save(update_fields=["undone_at"])
    return batch


def _refuse_if_changed_since(number: int, entries: list[Entry]) -> None:
    later = changed_since(number, entries)
    if later:
        named = "; ".join(f"{one.event} lúc {one.at:%H:%M %d/%m/%Y}" for one in later[:_MOST_NAMED])
        raise Refusal(
            f"Chưa hoàn tác được: {len(later)} thay đổi đã có sau lần nhập này ({named}). "
            "Hoàn tác các thay đổi đó trước."
        )


def _restore(entry: Entry) -> None:
    before = json.loads(entry.before or "{}")
    model = apps.get_model(entry.subject_kind)
    if entry.event == "organisation.moved":
        take_back_move(organisation=Organisation.objects.get(pk=entry.subject_id), before=before)
    elif model is Person and entry.event == "person.changed":
        belonging.restore(entry.subject_id, before)
    else:
        _save_as(model, entry.subject_id, before)


def _save_as(model: type[models.Model], pk: int, before: dict[str, Any]) -> None:
    """Bring a record back, changed or withdrawn, with its own number."""
    found = model._default_manager.filter(pk=pk).first() or model(pk=pk)
    for name, value in before.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.Field):
            setattr(found, field.attname, field.to_python(value))
    found.clean()
    if hasattr(found, "version"):
        found.version += 1
    found.save()


def _delete(entries: Iterable[Entry]) -> None:
    """Delete what the import had made, what came last first."""
    by_model: dict[str, list[int]] = {}
    for entry in entries:
        by_model.setdefault(entry.subject_kind, []).append(entry.subject_id)
    for kind, numbers in by_model.items():
        rows = apps.get_model(kind)._default_manager.filter(pk__in=numbers)
        try:
            rows.delete()
        except ProtectedError as error:
            held = ", ".join(sorted({str(thing._meta.verbose_name) for thing in error.protected_objects}))
            raise Refusal(
                f"Chưa hoàn tác được: còn {held} dựa vào bản ghi của lần nhập này. Xóa các bản ghi đó trước."
            ) from error


def _log(actor: Actor, entries: list[Entry]) -> None:
    changes = (
        Change(
            entry.event.rsplit(".", 1)[0] + ".taken_back",
            entry.subject_kind,
            entry.subject_id,
            entry.organisation_id,
            json.loads(entry.after) if entry.after else None,
            json.loads(entry.before) if entry.before else None,
        )
        for entry in entries
    )
    record_many(actor=actor, changes=changes)
