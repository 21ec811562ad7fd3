"""A notice is its recipient's alone."""

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.notices.models import Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Return what `actor` was told."""
    return Notice.objects.none() if actor.user_id is None else Notice.objects.filter(recipient_id=actor.user_id)


def get_visible(actor: Actor, pk: int) -> Notice:
    """Return one notice of the actor; raises NotVisible."""
    return one_of(visible_to(actor).filter(pk=pk))
