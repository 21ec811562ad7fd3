"""Founding and changing organisations."""

import datetime as dt

from django.db import transaction

from neuguong.audit import actions as audit
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
    require_plausible,
)
from neuguong.organisations.actions.life.journal import content, stand
from neuguong.organisations.models import EventKind, Kind, LifeEvent, Organisation
from neuguong.organisations.queries import installation
from neuguong.organisations.queries.lineage import ending
from neuguong.organisations.queries.turns import DAY, Turn, first_event, last_event


@transaction.atomic
def found_root(*, actor: Actor, code: str, name: str, kind: Kind = Kind.BLOC) -> Organisation:
    """Make the installation's top organisation; there is one."""
    if Organisation.objects.exists():
        raise Refusal("Hệ thống đã có tổ chức gốc.")
    root = Organisation(code=code, name=name, kind=kind)
    return _place(actor, root)


@transaction.atomic
def found_organisation(*, actor: Actor, organisation: Organisation, decision: Decision | None = None) -> Organisation:
    """Put a new organisation under its parent; where its first day is known, that is an event of its life."""
    if organisation.parent is None:
        raise Refusal("Chọn cấp trên của tổ chức mới.")
    rules.require(rules.can_found(actor, organisation.parent))
    require_living(organisation.parent, dt.date.max)
    require_below([organisation], organisation.parent)
    if organisation.since is not None:
        require_come(organisation.since)
    saved = _place(actor, organisation)
    if saved.since is not None:
        happening = Happening(actor, EventKind.FOUNDED, saved.since, decision)
        happening.takes_part(saved, Role.INTO)
        happening.journal.made.append([saved._meta.label_lower, saved.pk, content(saved)])
        happening.done()
    return saved


def _place(actor: Actor, organisation: Organisation) -> Organisation:
    """Save with the path made of the id, which is taken beforehand so that one entry tells it all."""
    organisation.pk = None
    organisation.path = ""
    saved = audit.save(actor=actor, event="organisation.founded", subject=organisation)
    # Open at both ends: dates of existence are the organisation's own, and a record entered for a
    # day before its founding must be seen, not lost.
    stand(saved, [Turn(None, saved.parent_id)])
    saved.refresh_from_db(fields=["path"])
    return saved


@transaction.atomic
def update_organisation(*, actor: Actor, organisation: Organisation, version: int | None = None) -> Organisation:
    """Correct name, kind, group or dates; another parent is a dated move and an end an event, never an edit."""
    rules.require(rules.can_write(actor, organisation))
    stored = Organisation.objects.get(pk=organisation.pk)
    _check_days(stored, organisation)
    if stored.parent_id != organisation.parent_id:
        raise Refusal("Đổi cấp trên là một việc có ngày: dùng «Chuyển cấp trên».")
    if stored.kind != organisation.kind:
        require_kind(organisation, organisation.kind)
    saved = audit.save(actor=actor, event="organisation.updated", subject=organisation, version=version)
    _move_founding(actor, stored, saved)
    return saved


def _move_founding(actor: Actor, stored: Organisation, saved: Organisation) -> None:
    """Have the event of the founding bear the day that is corrected; raises Refusal where that is left empty."""
    if stored.since is None or saved.since == stored.since:
        return
    parts = {"parts__organisation": stored, "parts__role": Role.INTO}
    founding = LifeEvent.objects.filter(kind=EventKind.FOUNDED, date=stored.since, **parts).first()
    if founding is None:
        return
    if saved.since is None:
        raise Refusal(
            f"{stored.name} có sự kiện thành lập ngày {founding.date:%d/%m/%Y}. Ghi Từ ngày đúng, không để trống."
        )
    founding.date = saved.since
    audit.save(actor=actor, event="life_event.corrected", subject=founding)


def _check_days(stored: Organisation, typed: Organisation) -> None:
    """Keep the days of existence around the events: an end is an event itself."""
    name, first, last = stored.name, first_event(stored), last_event(stored)
    if typed.until is not None and typed.until != stored.until:
        require_plausible(typed.until)
    if stored.until != typed.until and ending(stored) is not None:
        raise Refusal(f"{name} kết thúc bởi một sự kiện tổ chức. Muốn hoạt động lại thì hoàn tác sự kiện đó.")
    if stored.until is None and typed.until is not None:
        raise Refusal(f"{name} đang hoạt động. Ghi ngày kết thúc bằng sự kiện «Giải thể» hoặc «Sáp nhập».")
    if typed.until is not None and last is not None and typed.until + DAY < last:
        raise Refusal(f"{name} đã có sự kiện ngày {last:%d/%m/%Y}, không thể kết thúc trước đó.")
    if typed.since is not None and typed.since != stored.since:
        require_come(typed.since)
        if first is not None and typed.since > first:
            raise Refusal(f"{name} đã có sự kiện ngày {first:%d/%m/%Y}, không thể bắt đầu sau đó.")


@transaction.atomic
def mark_as_demo(*, actor: Actor) -> None:
    """Have every page say that the data is a demonstration."""
    found = installation()
    found.is_demo = True
    audit.save(actor=actor, event="installation.marked_as_demo", subject=found)
