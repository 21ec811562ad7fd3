"""That somebody has read the notice."""

from django.db import transaction

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.privacy.models import NoticeRead
from neuguong.privacy.notice import VERSION


@transaction.atomic
def read_notice(*, actor: Actor, user: User) -> NoticeRead:
    """Note that `user` has read the notice of today; whoever did so before keeps the first time."""
    found, is_new = NoticeRead.objects.get_or_create(user=user, version=VERSION)
    if is_new:
        audit.record(actor=actor, event="notice.noted", subject=found, after={"version": VERSION})
    return found
