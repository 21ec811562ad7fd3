"""What a body that ends, or gives a part away, hands over: people with their posts, and roles."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.spans import lasting_from
from neuguong.organisations.actions.life.happening import Happening
from neuguong.organisations.actions.life.journal import copied
from neuguong.organisations.actions.life.transferring import carry_departure
from neuguong.organisations.models import Grant, Membership, Organisation
from neuguong.organisations.models.plausible import Span, meet, outside
from neuguong.organisations.queries.turns import DAY
from neuguong.organisations.rules import may_grant

Heir = Callable[[int], Organisation | None]


def memberships_from(organisation: Organisation, day: dt.date) -> QuerySet[Membership]:
    """Return the memberships at the organisation itself that hold on `day` or begin later."""
    rows = organisation.memberships.filter(lasting_from(day))
    return rows.select_related("person").order_by("pk")


def grants_from(organisation: Organisation, day: dt.date) -> QuerySet[Grant]:
    """Return the roles granted on the organisation itself that hold on `day` or begin later."""
    rows = organisation.grants.filter(lasting_from(day))
    return rows.select_related("user").order_by("pk")


def hand_over_people(happening: Happening, memberships: Iterable[Membership], heir: Heir) -> None:
    """End memberships the day before; each goes on, posts kept, at `heir(person)`, or ends there where that is None."""
    for membership in memberships:
        to = heir(membership.person_id)
        since, until = membership.since, membership.until
        begins = since is not None and since >= happening.day
        if begins and to is None:
            raise Refusal(
                f"{membership.person} sẽ về {membership.organisation} từ {since:%d/%m/%Y}, khi tổ chức này "
                "đã kết thúc. Chọn nơi sinh hoạt khác cho người này."
            )
        first = max(happening.day, since or happening.day)
        carry_departure(happening, membership, to, first)
        following = [] if to is None else _room(happening, membership, to, (first, until))
        if begins:
            _keep_parts(happening, membership, following, organisation_id=to and to.pk)
        else:
            happening.journal.change(membership, "membership.updated", until=happening.day - DAY)
            for span in following:
                _copy(happening, membership, span, organisation_id=to and to.pk)


def _room(happening: Happening, left: Membership, to: Organisation, span: Span) -> list[Span]:
    """Return when someone who comes to `to` for `span` belongs there anew: nobody belongs to one place twice.

    Who comes with the main membership leaves, for that time, what they held there beside it.
    """
    rows = Membership.objects.filter(person=left.person_id, organisation=to).exclude(pk=left.pk).order_by("pk")
    others = [one for one in rows if meet(*span, one.since, one.until)]
    beside = [one for one in others if left.is_main and not one.is_main]
    for other in beside:
        _keep_parts(happening, other, outside((other.since, other.until), [span]))
    return outside(span, [(one.since, one.until) for one in others if one not in beside])


def _keep_parts(happening: Happening, membership: Membership, parts: list[Span], **values: Any) -> None:
    """Have a membership last for the first of `parts` only, with a copy for each further one; for none, take it out."""
    posts = list(membership.posts.order_by("pk"))
    for span in parts[1:]:
        _copy(happening, membership, span, **values)
    if parts:
        changed = {"since": parts[0][0], "until": parts[0][1], **values}
        changed = {name: value for name, value in changed.items() if getattr(membership, name) != value}
        if changed:
            happening.journal.change(membership, "membership.updated", **changed)
        return
    for post in posts:
        happening.journal.remove(post, "post.removed")
    happening.journal.remove(membership, "membership.removed")


def _copy(happening: Happening, membership: Membership, span: Span, **values: Any) -> None:
    following = copied(membership, since=span[0], until=span[1], **values)
    happening.journal.make(following, "membership.entered")
    for post in membership.posts.order_by("pk"):
        happening.journal.make(copied(post, membership_id=following.pk), "post.entered")


def hand_over_grants(happening: Happening, grants: Iterable[Grant], heir: Heir) -> None:
    """End roles the day before; each goes on at `heir(grant)` where the actor could give it there."""
    for grant in grants:
        to, day = heir(grant.pk), happening.day
        begins = grant.since is not None and grant.since >= day
        until = grant.until
        if begins:
            happening.journal.remove(grant, "role.ended")
        else:
            happening.journal.change(grant, "role.ended", until=day - DAY)
        since = grant.since if begins else day
        if to is not None and _goes_on(happening.actor, grant, to) and not _holds_already(grant, to, day):
            happening.journal.make(copied(grant, organisation_id=to.pk, since=since, until=until), "role.granted")


def _goes_on(actor: Actor, grant: Grant, to: Organisation) -> bool:
    """Tell whether a role widens to another body by the hand of `actor`; a deputy's stays with what it was lent of."""
    return grant.deputises_id is None and may_grant(actor, grant.role, to.path, grant.user_id)


def _holds_already(grant: Grant, to: Organisation, day: dt.date) -> bool:
    rows = Grant.objects.filter(user=grant.user_id, role=grant.role, organisation=to)
    return rows.filter(lasting_from(day)).exists()
