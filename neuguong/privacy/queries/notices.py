"""Who has read the notice, and whom to ask."""

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.trees import ancestors
from neuguong.organisations.models import Grant, Role
from neuguong.organisations.queries.lists import held_on, main_membership
from neuguong.privacy.models import NoticeRead
from neuguong.privacy.notice import VERSION
from neuguong.privacy.queries.holdings import person_of


def notice_read(user: User) -> NoticeRead | None:
    """Return that and when `user` read the notice of today."""
    return NoticeRead.objects.filter(user=user, version=VERSION).first()


def office_of(actor: Actor) -> list[Grant]:
    """Return the officers above whoever is signed in, the nearest first: whom to ask."""
    person = person_of(actor)
    main = main_membership(person) if person else None
    paths = [main.organisation.path] if main else [grant.path for grant in actor.grants]
    above = {path for one in paths for path in ancestors(one)}
    rows = Grant.objects.filter(
        held_on(clock.today()), role=Role.OFFICER, organisation__path__in=above, user__is_active=True
    )
    return list(rows.select_related("user", "organisation").order_by("-organisation__path", "pk")[:6])
