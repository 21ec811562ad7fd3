"""Moving an organisation, with all below it, to another parent from a day on; and taking that back."""

import datetime as dt
from typing import Any

from django.db import transaction

from neuguong.audit.actions import Change, record_many
from neuguong.core import bulk
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import Organisation, Placement

_PLACEMENT = ("organisation_id", "parent_id", "path", "since", "until")


@transaction.atomic
def move_organisation(
    *, actor: Actor, organisation: Organisation, parent: Organisation, since: dt.date, batch: int | None = None
) -> Organisation:
    """Put the organisation and all below it under `parent` from the day `since`."""
    rules.require(rules.can_found(actor, parent))
    if parent.path.startswith(organisation.path):
        raise Refusal(f"{parent.name} nằm trong {organisation.name}, không thể làm cấp trên của nó.")
    before = _state(organisation)
    old_path = organisation.path
    organisation.parent, organisation.path = parent, f"{parent.path}{organisation.pk}."
    _reopen(old_path, organisation, since)
    organisation.version += 1
    Organisation.objects.filter(pk=organisation.pk).update(parent=parent, version=organisation.version)
    _log(actor, "organisation.moved", organisation, before, _state(organisation), batch)
    return organisation


def _reopen(old_path: str, moved: Organisation, since: dt.date) -> None:
    """Close the open placements of the subtree the day before `since`, and open new ones."""
    below = list(Organisation.objects.filter(path__under=old_path).order_by("path"))
    Placement.objects.filter(organisation__in=below, until=None).update(until=since - dt.timedelta(days=1))
    for organisation in below:
        organisation.path = moved.path + organisation.path.removeprefix(old_path)
        parent_id = moved.parent_id if organisation.pk == moved.pk else organisation.parent_id
        Placement.objects.create(organisation=organisation, parent_id=parent_id, path=organisation.path, since=since)
    bulk.update(Organisation, ["path"], [(organisation.path, organisation.pk) for organisation in below])


def _state(organisation: Organisation) -> dict[str, Any]:
    """Return the place of the subtree now and before, so that the move can be taken back."""
    rows = Placement.objects.filter(organisation__path__under=organisation.path).order_by("pk")
    return {
        "parent_id": organisation.parent_id,
        "path": organisation.path,
        "placements": [list(row) for row in rows.values_list(*_PLACEMENT)],
    }


@transaction.atomic
def take_back_move(*, organisation: Organisation, before: dict[str, Any]) -> None:
    """Bring the subtree back to the places that `before` of the log's entry tells."""
    members = list(Organisation.objects.filter(path__under=organisation.path))
    Placement.objects.filter(organisation__in=members).delete()
    Placement.objects.bulk_create(Placement(**dict(zip(_PLACEMENT, row, strict=True))) for row in before["placements"])
    paths = [(before["path"] + one.path.removeprefix(organisation.path), one.pk) for one in members]
    bulk.update(Organisation, ["path"], paths)
    Organisation.objects.filter(pk=organisation.pk).update(
        parent_id=before["parent_id"], version=organisation.version + 1
    )


def _log(
    actor: Actor,
    event: str,
    organisation: Organisation,
    before: dict[str, Any],
    after: dict[str, Any],
    batch: int | None,
) -> None:
    change = Change(event, organisation._meta.label_lower, organisation.pk, None, before, after)
    record_many(actor=actor, changes=[change], batch=batch)
