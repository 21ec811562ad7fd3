"""Founding and changing organisations."""

from django.db import transaction

from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.happening import Decision, Happening, Role
from neuguong.organisations.actions.life.journal import content, stand
from neuguong.organisations.models import EventKind, Kind, Organisation
from neuguong.organisations.queries import installation
from neuguong.organisations.queries.lineage import ending
from neuguong.organisations.queries.turns import Turn


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
    """Change name, group or dates; a change of parent is a dated move, never an edit."""
    rules.require(rules.can_write(actor, organisation))
    stored = Organisation.objects.get(pk=organisation.pk)
    if stored.until != organisation.until and ending(stored) is not None:
        raise Refusal(f"{stored.name} kết thúc bởi một sự kiện tổ chức. Muốn hoạt động lại thì hoàn tác sự kiện đó.")
    if stored.parent_id != organisation.parent_id:
        raise Refusal("Đổi cấp trên là một việc có ngày: dùng «Chuyển cấp trên».")
    return audit.save(actor=actor, event="organisation.updated", subject=organisation, version=version)


@transaction.atomic
def mark_as_demo(*, actor: Actor) -> None:
    """Have every page say that the data is a demonstration."""
    found = installation()
    found.is_demo = True
    audit.save(actor=actor, event="installation.marked_as_demo", subject=found)
