"""Sáp nhập: one or more bodies go up in another, which goes on or is newly founded."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import living_children, require_taker
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
from neuguong.organisations.actions.life.transferring import close_transfers
from neuguong.organisations.models import EventKind, LifeEvent, Organisation


@transaction.atomic
def merge_organisations(
    *,
    actor: Actor,
    organisations: Sequence[Organisation],
    into: Organisation,
    date: dt.date,
    carry_grants: bool = False,
    decision: Decision | None = None,
    seen: bool = False,
) -> LifeEvent:
    """Merge bodies into `into` from `date` on: their people and children go on there, their records stay theirs.

    `into` without a number yet is founded by the event, below its parent. Roles end, and are granted
    anew on `into` where `carry_grants` says so. In the structure of today the merged bodies add up
    under `into`. `seen`: what they leave behind (queries/outlasting.py) was seen; else it is refused.
    """
    happening = Happening(actor, EventKind.MERGED, date, decision, seen=seen)
    happening.lock(*organisations, into)
    require_come(date)
    _check(actor, organisations, into, date)
    for one in organisations:
        require_taker(one, into)
    for one in organisations:
        happening.takes_part(one, Role.FROM)
    if not into.pk:
        happening.found(into)
    happening.takes_part(into, Role.INTO)
    for one in organisations:
        _go_up(happening, one, into, carry_grants)
    return happening.done()


def _check(actor: Actor, organisations: Sequence[Organisation], into: Organisation, date: dt.date) -> None:
    if not organisations:
        raise Refusal("Chọn ít nhất một tổ chức được sáp nhập.")
    for one in organisations:
        rules.require(rules.can_reshape(actor, one))
        require_upper(one)
        require_living(one, date)
        if one.pk == into.pk:
            raise Refusal(f"{one.name} không thể sáp nhập vào chính nó. Chọn tổ chức khác.")
        above = into if into.pk else into.parent
        if above is not None and above.path.startswith(one.path):
            raise Refusal(
                f"{above.name} nằm trong {one.name}, không thể là nơi nhận sáp nhập. Chuyển nó ra ngoài trước."
            )
    for one in organisations:
        if any(other is not one and one.path.startswith(other.path) for other in organisations):
            raise Refusal(
                f"{one.name} nằm trong một tổ chức cùng sáp nhập. Sáp nhập nó vào tổ chức đó trước, hoặc bỏ ra."
            )
    if into.pk:
        rules.require(rules.can_reshape(actor, into) or rules.can_found(actor, into))
        require_living(into, date)
    require_order([*organisations, *([into] if into.pk else [])], date)


def _go_up(happening: Happening, merged: Organisation, into: Organisation, carry_grants: bool) -> None:
    children = [one for one in living_children(merged) if one.pk != into.pk]
    require_order(children, happening.day)
    for child in children:
        happening.takes_part(child, Role.ALONG)
    hand_over_people(happening, memberships_from(merged, happening.day), lambda _person: into)
    hand_over_grants(happening, grants_from(merged, happening.day), lambda _grant: into if carry_grants else None)
    close_transfers(happening, merged, into)
    happening.put_under(children, into)
    happening.put_under([merged], into)
    happening.end(merged)
