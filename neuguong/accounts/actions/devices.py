"""Keeping from which browsers a user came, so that a new one is news."""

from django.db import transaction

from neuguong.accounts.models import Device, User
from neuguong.accounts.queries.devices import hashed
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor


@transaction.atomic
def note_device(*, user: User, token: str, words: str, place: str) -> bool:
    """Keep that `user` came with the device of `token`; tell whether it is news: new, and not the first of all."""
    now = clock.now()
    seen = {"words": words[:80], "place": place[:45], "last_seen": now}
    if Device.objects.filter(user=user, token_hash=hashed(token)).update(**seen):
        return False
    is_news = Device.objects.filter(user=user).exists()
    Device.objects.create(user=user, token_hash=hashed(token), first_seen=now, is_told=not is_news, **seen)
    own = Actor(user_id=user.pk, label=str(user))
    audit.record(actor=own, event="user.device_added", subject=user, after={"words": words, "place": place})
    return is_news


@transaction.atomic
def tell_devices(*, user: User, token: str) -> list[Device]:
    """Return the devices that `user` has not been told about, but the one in use, and take them as told."""
    untold = Device.objects.filter(user=user, is_told=False).exclude(token_hash=hashed(token)).order_by("pk")
    found = list(untold)
    untold.update(is_told=True)
    return found
