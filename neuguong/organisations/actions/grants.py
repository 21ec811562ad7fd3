"""Roles."""

from django.db import transaction

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Organisation, Role


@transaction.atomic
def grant_role(*, actor: Actor, user: User, role: Role, organisation: Organisation) -> Grant:
    """Give `user` a role; nobody grants beyond the place where they are officer or admin."""
    rules.require(actor.reaches(organisation.path, Role.OFFICER, Role.ADMIN))
    grant = Grant(user=user, role=role, organisation=organisation)
    return audit.save(actor=actor, event="role.granted", subject=grant)
