"""Every single write of organisations and people; whole workbooks go through interchange."""

import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core import bulk
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import (
    Grant,
    Kind,
    Membership,
    Organisation,
    Person,
    Placement,
    Post,
    Role,
)

M = TypeVar("M", bound=Model)


@transaction.atomic
def found_root(*, actor: Actor, code: str, name: str, kind: Kind = Kind.BLOC) -> Organisation:
    """Make the installation's top organisation; there is one."""
    if Organisation.objects.exists():
        raise Refusal("Hệ thống đã có tổ chức gốc.")
    root = Organisation(code=code, name=name, kind=kind)
    return _place(actor, root)


@transaction.atomic
def found_organisation(*, actor: Actor, organisation: Organisation) -> Organisation:
    """Put a new organisation under its parent."""
    if organisation.parent is None:
        raise Refusal("Chọn cấp trên của tổ chức mới.")
    rules.require(rules.can_found(actor, organisation.parent))
    return _place(actor, organisation)


def _place(actor: Actor, organisation: Organisation) -> Organisation:
    """Save with the path made of the id, which is taken beforehand so that one entry tells it all."""
    organisation.pk = None
    organisation.path = ""
    above = organisation.parent.path if organisation.parent else ""
    saved = audit.save(actor=actor, event="organisation.founded", subject=organisation)
    saved.path = f"{above}{saved.pk}."
    Organisation.objects.filter(pk=saved.pk).update(path=saved.path)
    # Open at both ends: dates of existence are the organisation's own, and a record entered for a
    # day before its founding must be seen, not lost.
    Placement.objects.create(organisation=saved, parent=saved.parent, path=saved.path)
    return saved


@transaction.atomic
def update_organisation(
    *, actor: Actor, organisation: Organisation, version: int | None = None
) -> Organisation:
    """Change name, group or dates; a change of parent is a dated move, never an edit."""
    rules.require(rules.can_write(actor, organisation))
    stored = Organisation.objects.get(pk=organisation.pk)
    if stored.parent_id != organisation.parent_id:
        raise Refusal("Đổi cấp trên là một việc có ngày: dùng «Chuyển tổ chức».")
    return audit.save(actor=actor, event="organisation.updated", subject=organisation, version=version)


@transaction.atomic
def move_organisation(
    *, actor: Actor, organisation: Organisation, parent: Organisation, since: dt.date
) -> Organisation:
    """Put the organisation and all below it under `parent` from the day `since`."""
    rules.require(rules.can_found(actor, parent))
    if parent.path.startswith(organisation.path):
        raise Refusal(f"{parent.name} nằm trong {organisation.name}, không thể làm cấp trên của nó.")
    old_path = organisation.path
    before = {"parent_id": organisation.parent_id, "path": old_path}
    organisation.parent, organisation.path = parent, f"{parent.path}{organisation.pk}."
    _reopen_placements(old_path, organisation, since)
    Organisation.objects.filter(pk=organisation.pk).update(parent=parent, version=organisation.version + 1)
    after = {"parent_id": parent.pk, "path": organisation.path, "since": since}
    audit.record(
        actor=actor,
        event="organisation.moved",
        subject=organisation,
        before=before,
        after=after,
    )
    return organisation


def _reopen_placements(old_path: str, moved: Organisation, since: dt.date) -> None:
    """Close the open placements of the subtree the day before `since`, and open new ones."""
    below = list(Organisation.objects.filter(path__under=old_path).order_by("path"))
    open_ones = Placement.objects.filter(organisation__in=below, path__under=old_path)
    current = {placement.organisation_id: placement for placement in open_ones.order_by("since")}
    for organisation in below:
        placement = current.get(organisation.pk)
        organisation.path = moved.path + organisation.path.removeprefix(old_path)
        if placement:
            placement.until = since - dt.timedelta(days=1)
            placement.save(update_fields=["until"])
        parent_id = moved.parent_id if organisation.pk == moved.pk else organisation.parent_id
        Placement.objects.create(
            organisation=organisation,
            parent_id=parent_id,
            path=organisation.path,
            since=since,
        )
    bulk.update(
        Organisation,
        ["path"],
        [(organisation.path, organisation.pk) for organisation in below],
    )


@transaction.atomic
def enrol_person(*, actor: Actor, person: Person, membership: Membership, posts: dict[str, str]) -> Person:
    """Make a person with their main membership and posts (titles by line)."""
    rules.require(rules.can_write_people(actor, membership.organisation))
    audit.save(actor=actor, event="person.enrolled", subject=person)
    membership.person = person
    _save_membership(membership, posts)
    return person


@transaction.atomic
def update_person(
    *,
    actor: Actor,
    person: Person,
    membership: Membership,
    posts: dict[str, str],
    version: int | None = None,
) -> Person:
    """Change a person's data, posts and the dates of their main membership."""
    rules.require(rules.can_write_people(actor, membership.organisation))
    audit.save(actor=actor, event="person.updated", subject=person, version=version)
    _save_membership(membership, posts)
    return person


def _save_membership(membership: Membership, posts: dict[str, str]) -> None:
    membership.full_clean()
    membership.save()
    membership.posts.exclude(sort__in=[sort for sort, title in posts.items() if title]).delete()
    for sort, title in posts.items():
        if title:
            Post.objects.update_or_create(membership=membership, sort=sort, defaults={"title": title})


@transaction.atomic
def grant_role(*, actor: Actor, user: User, role: Role, organisation: Organisation) -> Grant:
    """Give `user` a role; nobody grants beyond the place where they are officer or admin."""
    rules.require(actor.reaches(organisation.path, Role.OFFICER, Role.ADMIN))
    grant = Grant(user=user, role=role, organisation=organisation)
    return audit.save(actor=actor, event="role.granted", subject=grant)


@transaction.atomic
def keep(*, actor: Actor, noun: str, subject: M, version: int | None = None) -> M:
    """Enter a record of an organisation, or correct it: the one way in for all registers.

    Checks the right at the place where the record stands and where it stood; the event in the log
    is "<noun>.entered" or "<noun>.corrected".
    """
    places = [subject.organisation]  # type: ignore[attr-defined]
    if subject.pk is not None:
        places.append(
            type(subject)._default_manager.select_related("organisation").get(pk=subject.pk).organisation
        )  # type: ignore[attr-defined]
    for place in places:
        rules.require(rules.can_write(actor, place))
    event = f"{noun}.{'entered' if subject.pk is None else 'corrected'}"
    return audit.save(actor=actor, event=event, subject=subject, version=version)


@transaction.atomic
def remove(*, actor: Actor, noun: str, subject: Model) -> None:
    """Take a record of an organisation out of its register."""
    rules.require(rules.can_write(actor, subject.organisation))  # type: ignore[attr-defined]
    audit.remove(actor=actor, event=f"{noun}.removed", subject=subject)
