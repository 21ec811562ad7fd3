"""Copies of all that is held about a person; each one is told in the log."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.core.personal import Subject
from neuguong.organisations.models import Person
from neuguong.organisations.rules import require
from neuguong.privacy import rules
from neuguong.privacy.models import DataRequest
from neuguong.privacy.queries import Section, gather, subject_of_actor
from neuguong.privacy.queries.requests import subject_of_request


@dataclass(frozen=True, slots=True)
class Copy:
    """What is carried out: whose, by whom, when, why, and the rows of every register."""

    whose: str
    by: str
    at: dt.datetime
    why: str
    sections: list[Section]


@transaction.atomic
def take_own_copy(*, actor: Actor) -> Copy:
    """Return everything about whoever is signed in, what they wrote included."""
    why = _("Người có dữ liệu tự lấy bản sao")
    return _copied(actor, subject_of_actor(actor), why, whole=True)


@transaction.atomic
def take_copy_for(*, actor: Actor, request: DataRequest) -> Copy:
    """Return what a person asked for, for the office to hand over; without what their cell alone reads."""
    require(rules.can_copy_for(actor, request))
    day = request.received_on.strftime("%d/%m/%Y")
    why = _("Theo yêu cầu số %(number)s nhận ngày %(day)s") % {"number": request.pk, "day": day}
    return _copied(actor, subject_of_request(request), why, whole=False)


def _copied(actor: Actor, subject: Subject, why: str, *, whole: bool) -> Copy:
    person = Person.objects.filter(pk=subject.person_id).first()
    whose: Person | User | None = person or User.objects.filter(pk=subject.account_id).first()
    if whose is None:
        raise NotVisible
    copy = Copy(str(whose), actor.label, clock.now(), why, gather(subject, whole=whole))
    counts = {section.holding.code: len(section.rows) for section in copy.sections if section.rows}
    audit.record(actor=actor, event="person.copied", subject=whose, after={"why": why, "rows": counts})
    return copy
