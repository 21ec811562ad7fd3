"""Giải thể: a body ends, and nothing goes on in its place."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import living_children
from neuguong.organisations.actions.life.handing import (
    grants_from,
    hand_over_grants,
    hand_over_people,
    memberships_from,
)
from neuguong.organisations.actions.life.happening import (
    Decision,
    Happening,
    Role,
    require_come,
    require_living,
    require_order,
    require_upper,
)
from neuguong.organisations.actions.life.journal import told_of
from neuguong.organisations.actions.life.transferring import close_transfers
from neuguong.organisations.models import EventKind, LifeEvent, Organisation


@transaction.atomic
def dissolve_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    date: dt.date,
    people: Mapping[int, Organisation] | None = None,
    rest: Organisation | None = None,
    decision: Decision | None = None,
    batch: int | None = None,
    seen: bool = False,
) -> LifeEvent:
    """End a body with the day before `date`; its children must have gone, its records stay.

    `people`: where each person goes on, by number; `rest`: where all others do, None for nowhere.
    `seen`: what it leaves behind (queries/outlasting.py) was seen; else it is refused.
    """
    happening = Happening(actor, EventKind.DISSOLVED, date, decision, batch, seen=seen)
    placed = dict(people or {})
    happening.lock(organisation)
    _check(happening, organisation, [*placed.values(), *([rest] if rest else [])])
    happening.takes_part(organisation, Role.FROM)
    hand_over_people(happening, memberships_from(organisation, date), lambda person: placed.get(person, rest))
    hand_over_grants(happening, grants_from(organisation, date), lambda _grant: None)
    close_transfers(happening, organisation, None)
    happening.end(organisation)
    return happening.done()


def _check(happening: Happening, organisation: Organisation, heirs: list[Organisation]) -> None:
    actor, day = happening.actor, happening.day
    rules.require(rules.can_reshape(actor, organisation))
    require_come(day)
    require_upper(organisation)
    require_living(organisation, day)
    for heir in {heir.pk: heir for heir in heirs}.values():
        if heir.pk == organisation.pk:
            raise Refusal(f"{heir.name} giải thể, không thể là nơi nhận người. Chọn tổ chức khác.")
        rules.require(rules.can_write_people(actor, heir))
        require_living(heir, day)
    require_order([organisation], day)
    children = living_children(organisation)
    if children:
        raise Refusal(
            f"{organisation.name} còn {len(children)} tổ chức trực thuộc: {told_of(children)}. "
            "Chuyển, sáp nhập hoặc giải thể các tổ chức đó trước."
        )
