"""Writes of sessions, attendance and issues."""

from django.db import transaction

from neuguong.activities import rules
from neuguong.activities.models import Attendance, Issue, Presence, Session
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.organisations import actions as base
from neuguong.organisations.models import Person
from neuguong.organisations.rules import require


def hold_session(*, actor: Actor, session: Session, version: int | None = None) -> Session:
    """Enter a session that was held, or correct it."""
    return base.keep(actor=actor, noun="session", subject=session, version=version)


def remove_session(*, actor: Actor, session: Session) -> None:
    """Take a session out of the register, with its attendance."""
    base.remove(actor=actor, noun="session", subject=session)


@transaction.atomic
def mark_attendance(*, actor: Actor, session: Session, person: Person, presence: Presence) -> Attendance:
    """Say whether `person` was there; saying it again corrects it."""
    require(rules.sessions.can_write(actor, session))
    found = Attendance.objects.filter(session=session, person=person).first()
    attendance = found or Attendance(session=session, person=person)
    attendance.presence = presence
    return audit.save(actor=actor, event="attendance.marked", subject=attendance)


def raise_issue(*, actor: Actor, issue: Issue, version: int | None = None) -> Issue:
    """Enter a pressing issue, or correct it, or tell how it was resolved."""
    return base.keep(actor=actor, noun="issue", subject=issue, version=version)


def remove_issue(*, actor: Actor, issue: Issue) -> None:
    """Take an issue out of the register."""
    base.remove(actor=actor, noun="issue", subject=issue)
