"""What a body that ends, or gives a part away, hands over: people with their posts, and roles."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from neuguong.core.errors import Refusal
from neuguong.organisations.actions.life.happening import Happening
from neuguong.organisations.actions.life.journal import copied
from neuguong.organisations.actions.life.transferring import carry_departure
from neuguong.organisations.models import Grant, Membership, Organisation

Heir = Callable[[int], Organisation | None]


def memberships_from(organisation: Organisation, day: dt.date) -> QuerySet[Membership]:
    """Return the memberships at the organisation itself that hold on `day` or begin later."""
    rows = organisation.memberships.filter(Q(until__isnull=True) | Q(until__gte=day))
    return rows.select_related("person").order_by("pk")


def grants_from(organisation: Organisation, day: dt.date) -> QuerySet[Grant]:
    """Return the roles granted on the organisation itself that hold on `day` or begin later."""
    rows = organisation.grants.filter(Q(until__isnull=True) | Q(until__gte=day))
    return rows.select_related("user").order_by("pk")


def hand_over_people(happening: Happening, memberships: Iterable[Membership], heir: Heir) -> None:
    """End memberships the day before; each goes on, posts kept, at `heir(person)`, or ends there where that is None."""
    for membership in memberships:
        to = heir(membership.person_id)
        carry_departure(happening, membership, to, max(happening.day, membership.since or happening.day))
        if membership.since is None or membership.since < happening.day:
            _go_on(happening, membership, to)
        elif to is not None:
            happening.journal.change(membership, "membership.updated", organisation_id=to.pk)
        else:
            raise Refusal(
                f"{membership.person} sẽ về {membership.organisation} từ {membership.since:%d/%m/%Y}, khi tổ chức này "
                "đã kết thúc. Chọn nơi sinh hoạt khác cho người này."
            )


def _go_on(happening: Happening, membership: Membership, to: Organisation | None) -> None:
    day, until, posts = happening.day, membership.until, list(membership.posts.all())
    happening.journal.change(membership, "membership.updated", until=day - dt.timedelta(days=1))
    if to is None or _belongs_already(membership, to, day, until):
        return
    if membership.is_main:
        _end_beside(happening, membership, to)
    following = copied(membership, organisation_id=to.pk, since=day, until=until)
    happening.journal.make(following, "membership.entered")
    for post in posts:
        happening.journal.make(copied(post, membership_id=following.pk), "post.entered")


def _belongs_already(left: Membership, to: Organisation, day: dt.date, until: dt.date | None) -> bool:
    """Tell whether a membership at `to` holds for all of that time, of the same sort or the main one."""
    rows = Membership.objects.filter(Q(since__isnull=True) | Q(since__lte=day), person=left.person_id, organisation=to)
    lasting = Q(until__isnull=True) if until is None else Q(until__isnull=True) | Q(until__gte=until)
    return rows.filter(lasting, is_main__in={True, left.is_main}).exists()


def _end_beside(happening: Happening, left: Membership, to: Organisation) -> None:
    """End what someone whose main place comes to `to` held there beside it: nobody belongs to one place twice."""
    day = happening.day
    rows = Membership.objects.filter(Q(since__isnull=True) | Q(since__lt=day), person=left.person_id, organisation=to)
    for other in rows.filter(Q(until__isnull=True) | Q(until__gte=day), is_main=False):
        happening.journal.change(other, "membership.updated", until=day - dt.timedelta(days=1))


def hand_over_grants(happening: Happening, grants: Iterable[Grant], heir: Heir) -> None:
    """End roles the day before; each goes on at `heir(grant)` where that is not None."""
    for grant in grants:
        to, day = heir(grant.pk), happening.day
        begins = grant.since is not None and grant.since >= day
        until = grant.until
        if begins:
            happening.journal.remove(grant, "role.ended")
        else:
            happening.journal.change(grant, "role.ended", until=day - dt.timedelta(days=1))
        since = grant.since if begins else day
        if to is not None and not _holds_already(grant, to, day):
            happening.journal.make(copied(grant, organisation_id=to.pk, since=since, until=until), "role.granted")


def _holds_already(grant: Grant, to: Organisation, day: dt.date) -> bool:
    rows = Grant.objects.filter(user=grant.user_id, role=grant.role, organisation=to)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=day)).exists()
