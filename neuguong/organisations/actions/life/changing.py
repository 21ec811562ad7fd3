"""Events after which a body goes on as the same: another name, another kind, another place."""

import datetime as dt

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import require_below, require_kind
from neuguong.organisations.actions.life.happening import (
    Decision,
    Happening,
    Role,
    require_come,
    require_living,
    require_order,
    require_upper,
)
from neuguong.organisations.models import EventKind, Kind, LifeEvent, Organisation
from neuguong.organisations.models.standing import becoming_fault
from neuguong.organisations.queries.turns import turned, turns


@transaction.atomic
def rename_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    date: dt.date,
    decision: Decision | None = None,
    batch: int | None = None,
) -> LifeEvent:
    """Have a body bear another name from `date` on; on earlier days it is shown by the old one."""
    name = " ".join(name.split())
    if name == organisation.name or not name:
        raise Refusal(f"Tên mới trùng với tên đang dùng: {organisation.name}. Ghi tên mới.")
    return _changed(Happening(actor, EventKind.RENAMED, date, decision, batch), organisation, name=name)


@transaction.atomic
def change_kind(
    *,
    actor: Actor,
    organisation: Organisation,
    kind: Kind,
    date: dt.date,
    name: str = "",
    decision: Decision | None = None,
    batch: int | None = None,
) -> LifeEvent:
    """Have a body be of another kind from `date` on (chi bộ cơ sở → đảng bộ cơ sở), often with another name."""
    if kind == organisation.kind:
        raise Refusal(f"{organisation.name} đã là {organisation.get_kind_display()}. Chọn loại khác.")
    values = {"kind": str(Kind(kind))}
    if name.strip():
        values["name"] = " ".join(name.split())
    return _changed(Happening(actor, EventKind.KIND_CHANGED, date, decision, batch), organisation, **values)


def _changed(happening: Happening, organisation: Organisation, **values: str) -> LifeEvent:
    happening.lock(organisation)
    rules.require(rules.can_reshape(happening.actor, organisation))
    require_come(happening.day)
    require_living(organisation, happening.day)
    require_order([organisation], happening.day)
    if "kind" in values:
        _check_kind(organisation, values["kind"])
    before = {name: getattr(organisation, name) for name in values}
    happening.takes_part(organisation, Role.SUBJECT)
    happening.journal.place({organisation.pk: turned(turns(organisation.pk), happening.day, **before)})
    happening.journal.change(organisation, happening.verb, **values)
    organisation.full_clean()
    return happening.done()


def _check_kind(organisation: Organisation, kind: str) -> None:
    fault = becoming_fault(organisation.name, organisation.kind, kind)
    if fault:
        raise Refusal(fault)
    require_kind(organisation, kind)


@transaction.atomic
def move_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    parent: Organisation,
    since: dt.date,
    decision: Decision | None = None,
    batch: int | None = None,
) -> Organisation:
    """Put the organisation and all below it under `parent` from the day `since` on."""
    happening = Happening(actor, EventKind.MOVED, since, decision, batch)
    happening.lock(organisation, parent)
    rules.require(rules.can_reshape(actor, organisation) and rules.can_found(actor, parent))
    require_come(since)
    require_upper(organisation)
    if parent.path.startswith(organisation.path):
        raise Refusal(
            f"{parent.name} nằm trong {organisation.name}, không thể làm cấp trên của nó. Chọn cấp trên khác."
        )
    if parent.pk == organisation.parent_id:
        raise Refusal(f"{organisation.name} đang thuộc {parent.name}. Chọn cấp trên khác.")
    require_living(organisation, since)
    require_living(parent, since)
    require_order([organisation], since)
    require_below([organisation], parent)
    happening.takes_part(organisation, Role.SUBJECT)
    happening.put_under([organisation], parent)
    happening.done()
    return organisation
