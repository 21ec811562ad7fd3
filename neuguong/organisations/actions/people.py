"""People with their main membership, and roles."""

from django.db import transaction

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Membership, Organisation, Person, Post, Role


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
