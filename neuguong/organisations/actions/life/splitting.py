"""Chia tách: a body gives children and people to others, and ends or goes on smaller."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import living_children, require_below
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
from neuguong.organisations.models.standing import is_party


@dataclass(slots=True)
class Shares:
    """Who gets what: child, person and role, each by its number -> the index of a new body.

    None leaves a child or person where it is. `rest` is the same for everything that is not named.
    """

    children: Mapping[int, int | None] = field(default_factory=dict)
    people: Mapping[int, int | None] = field(default_factory=dict)
    grants: Mapping[int, int] = field(default_factory=dict)
    rest: int | None = None


@transaction.atomic
def split_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    into: list[Organisation],
    shares: Shares,
    date: dt.date,
    ends: bool,
    decision: Decision | None = None,
    seen: bool = False,
) -> LifeEvent:
    """Split a body from `date` on; those of `into` without a number yet are founded by the event.

    Records stay at the body. Where it ends, each child and person must go somewhere, and its roles
    end that go nowhere. `seen`: what it then leaves behind (queries/outlasting.py) was seen; else it is refused.
    """
    happening = Happening(actor, EventKind.SPLIT, date, decision, seen=seen)
    happening.lock(organisation, *into)
    _check(happening, organisation, into, ends)
    happening.takes_part(organisation, Role.FROM)
    for one in into:
        if not one.pk:
            happening.found(one)
        happening.takes_part(one, Role.INTO)
    given = _give_children(happening, organisation, into, shares, ends)
    given += _give_people(happening, organisation, into, shares, ends)
    _refuse_nothing(organisation, ends, given)
    if ends:
        _end(happening, organisation, {pk: into[index] for pk, index in shares.grants.items()})
    return happening.done()


def _end(happening: Happening, organisation: Organisation, heirs: Mapping[int, Organisation]) -> None:
    hand_over_grants(happening, grants_from(organisation, happening.day), heirs.get)
    close_transfers(happening, organisation, None)
    happening.end(organisation)


def _check(happening: Happening, organisation: Organisation, into: list[Organisation], ends: bool) -> None:
    actor, day = happening.actor, happening.day
    rules.require(rules.can_reshape(actor, organisation))
    require_come(day)
    require_living(organisation, day)
    if ends:
        require_upper(organisation)
    if not into:
        raise Refusal("Chia tách cần ít nhất một tổ chức nhận.")
    for index, one in enumerate(into):
        if one.pk and one in into[:index]:
            raise Refusal(f"{one.name} được chọn hai lần. Chọn hai tổ chức nhận khác nhau, hoặc bỏ trống một nơi.")
        _check_heir(happening, organisation, one, ends)
    require_order([organisation, *(one for one in into if one.pk)], day)


def _check_heir(happening: Happening, organisation: Organisation, heir: Organisation, ends: bool) -> None:
    place = heir if heir.pk else heir.parent
    if heir.pk == organisation.pk:
        raise Refusal(f"{heir.name} không thể nhận phần của chính nó. Chọn tổ chức khác.")
    if is_party(heir.kind) != is_party(organisation.kind):
        raise Refusal(
            f"{heir.name} ({heir.get_kind_display()}) không thể nhận phần của {organisation.name} "
            f"({organisation.get_kind_display()}): tổ chức đảng chỉ tách thành tổ chức đảng. Chọn tổ chức khác."
        )
    if ends and place is not None and place.path.startswith(organisation.path):
        raise Refusal(f"{place.name} nằm trong {organisation.name}, là tổ chức sẽ kết thúc. Chọn cấp trên khác.")
    if heir.pk:
        rules.require(rules.can_reshape(happening.actor, heir) or rules.can_found(happening.actor, heir))
        require_living(heir, happening.day)


def _give_children(
    happening: Happening, organisation: Organisation, into: list[Organisation], shares: Shares, ends: bool
) -> int:
    """Put the children under their heirs; return how many go."""
    children = [one for one in living_children(organisation) if one not in into]
    require_order(children, happening.day)
    for index, heir in enumerate(into):
        own = [child for child in children if shares.children.get(child.pk, shares.rest) == index]
        require_below(own, heir)
        for child in own:
            happening.takes_part(child, Role.ALONG)
        happening.put_under(own, heir)
    staying = [child for child in children if shares.children.get(child.pk, shares.rest) is None]
    _refuse_staying(ends, staying, "tổ chức trực thuộc")
    return len(children) - len(staying)


def _give_people(
    happening: Happening, organisation: Organisation, into: list[Organisation], shares: Shares, ends: bool
) -> int:
    """Let the people go on with their heirs; return how many go."""
    heirs = {pk: None if index is None else into[index] for pk, index in shares.people.items()}
    rest = None if shares.rest is None else into[shares.rest]
    memberships = list(memberships_from(organisation, happening.day))
    going = [one for one in memberships if heirs.get(one.person_id, rest) is not None]
    _refuse_staying(ends, [one.person for one in memberships if one not in going], "người")
    hand_over_people(happening, going, lambda person: heirs.get(person, rest))
    return len(going)


def _refuse_nothing(organisation: Organisation, ends: bool, given: int) -> None:
    if not (ends or given):
        raise Refusal(
            f"Chưa phân đơn vị, người nào của {organisation.name} về tổ chức nhận. Chọn ai, đơn vị nào chuyển đi; "
            "nếu chỉ lập tổ chức mới thì thêm ở trang Tổ chức."
        )


def _refuse_staying(ends: bool, staying: Iterable[object], what: str) -> None:
    names = list(staying)
    if ends and names:
        raise Refusal(f"Còn {len(names)} {what} chưa được phân về đâu: {told_of(names)}. Chọn nơi nhận.")  # type: ignore[arg-type]
