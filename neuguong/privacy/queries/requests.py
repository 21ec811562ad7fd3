"""Reading requests about data."""

import datetime as dt

from django.db.models import Q, QuerySet

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.personal import Subject
from neuguong.organisations.models import Membership
from neuguong.privacy import rules
from neuguong.privacy.deadlines import due
from neuguong.privacy.models import CLOSED, DataRequest, RequestStatus, Restriction
from neuguong.privacy.queries.days import workdays
from neuguong.privacy.queries.holdings import subject_of

OPEN = ~Q(status__in=CLOSED)


def subject_of_request(request: DataRequest) -> Subject:
    """Return whose data a request is about."""
    return subject_of(request.person) if request.person else Subject(0, request.account_id or 0)


def requests_at(actor: Actor, path: str) -> QuerySet[DataRequest]:
    """Return the requests of people at or below the tree path that `actor` may see."""
    return rules.requests_visible_to(actor).filter(organisation__path__under=path)


def own_requests(actor: Actor) -> QuerySet[DataRequest]:
    """Return the requests about the actor's own data, the newest first."""
    return rules.requests_visible_to(actor).filter(rules.own(actor))


def prolonged_until(request: DataRequest) -> dt.date:
    """Return until when a request would have to be carried out if it were prolonged."""
    return due(request.kind, request.received_on, workdays(), prolonged=True)[1]


def late(day: dt.date | None = None) -> Q:
    """Return the condition of requests whose next day is over on `day` (today): to answer, or to carry out."""
    today = day or clock.today()
    unanswered = Q(status=RequestStatus.RECEIVED, answer_due__lt=today)
    return unanswered | (OPEN & Q(done_due__lt=today))


def next_due(request: DataRequest) -> dt.date | None:
    """Return the day that counts next: to answer, then to carry out; None for a closed request."""
    if request.is_closed:
        return None
    return request.answer_due if request.status == RequestStatus.RECEIVED else request.done_due


def is_late(request: DataRequest) -> bool:
    """Tell of one request what `late` tells of all."""
    due = next_due(request)
    return due is not None and due < clock.today()


def restrictions_at(actor: Actor, path: str) -> QuerySet[Restriction]:
    """Return the restricted people who belong first of all at or below the tree path."""
    mains = Membership.objects.filter(organisation__path__under=path, is_main=True)
    return rules.restrictions_visible_to(actor).filter(person_id__in=mains.values("person_id"))
