"""Writes of sessions, attendance and issues."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.activities import queries, rules
from neuguong.activities.models import Attendance, Issue, Presence, Session
from neuguong.audit import actions as audit
from neuguong.audit.actions import Change
from neuguong.audit.queries import snapshot
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives.rules import require_bound
from neuguong.organisations import actions as base
from neuguong.organisations.rules import require


def hold_session(*, actor: Actor, session: Session, version: int | None = None) -> Session:
    """Enter a session that was held, or correct it."""
    require_bound(session, "directive")
    return base.keep(actor=actor, noun="session", subject=session, version=version)


def remove_session(*, actor: Actor, session: Session) -> None:
    """Take a session out of the register, with its attendance."""
    base.remove(actor=actor, noun="session", subject=session)


@transaction.atomic
def mark_attendance(*, actor: Actor, session: Session, marks: Mapping[int, Presence | None]) -> int:
    """Say of several people, by key, whether they were there; return of how many that is new.

    Raises Refusal where one neither had to attend nor is on the list, as far as `actor` may know.
    """
    require(rules.sessions.can_write(actor, session))
    _lock(session)
    people = set(queries.attenders(actor, session).filter(pk__in=marks).values_list("pk", flat=True))
    if people != set(marks):
        raise Refusal(_("Có người không thuộc diện phải dự buổi này. Tải lại trang rồi điểm danh lại."))
    known = {row.person_id: row for row in Attendance.objects.filter(session=session, person__in=marks)}
    changes = [_marked(session, known.get(key), key, presence) for key, presence in marks.items()]
    done = [change for change in changes if change is not None]
    if done:
        audit.record_many(actor=actor, changes=done)
    return len(done)


@transaction.atomic
def mark_rest(*, actor: Actor, session: Session) -> int:
    """Say of everyone of whom nothing is said that they were there; return of how many."""
    require(rules.sessions.can_write(actor, session))
    _lock(session)
    marks = dict.fromkeys(queries.unmarked(actor, session), Presence.PRESENT)
    return mark_attendance(actor=actor, session=session, marks=marks)


def _lock(session: Session) -> None:
    """Keep others from marking meanwhile: of one person there must not be two rows."""
    Session.objects.select_for_update().get(pk=session.pk)


def _marked(session: Session, stored: Attendance | None, person: int, presence: Presence | None) -> Change | None:
    """Write one mark; return what the log tells of it, None where it says what was said already."""
    if (stored.presence if stored else None) == presence:
        return None
    before = snapshot(stored) if stored else None
    attendance = stored or Attendance(session=session, person_id=person)
    key = attendance.pk
    if presence is None:
        attendance.delete()
    else:
        attendance.presence = presence
        if stored:
            attendance.version, attendance.updated_at = stored.version + 1, clock.now()
        attendance.save()
        key = attendance.pk
    after = snapshot(attendance) if presence else None
    kind = Attendance._meta.label_lower
    return Change("attendance.marked", kind, key, session.organisation_id, before, after)


def raise_issue(*, actor: Actor, issue: Issue, version: int | None = None) -> Issue:
    """Enter a pressing issue, or correct it, or tell how it was resolved."""
    return base.keep(actor=actor, noun="issue", subject=issue, version=version)


def remove_issue(*, actor: Actor, issue: Issue) -> None:
    """Take an issue out of the register."""
    base.remove(actor=actor, noun="issue", subject=issue)
