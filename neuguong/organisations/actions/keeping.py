"""The one way in for records of all registers."""

from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.organisations import rules

M = TypeVar("M", bound=Model)


@transaction.atomic
def keep(*, actor: Actor, noun: str, subject: M, version: int | None = None) -> M:
    """Enter a record of an organisation, or correct it: the one way in for all registers.

    Checks the right at the place where the record stands and where it stood; the event in the log
    is "<noun>.entered" or "<noun>.corrected".
    """
    places = [subject.organisation]  # type: ignore[attr-defined]
    if subject.pk is not None:
        stored = one_of(type(subject)._default_manager.select_related("organisation").filter(pk=subject.pk))
        places.append(stored.organisation)  # type: ignore[attr-defined]
    for place in places:
        rules.require(rules.can_write(actor, place))
    event = f"{noun}.{'entered' if subject.pk is None else 'corrected'}"
    return audit.save(actor=actor, event=event, subject=subject, version=version)


@transaction.atomic
def remove(*, actor: Actor, noun: str, subject: Model) -> None:
    """Take a record of an organisation out of its register."""
    rules.require(rules.can_write(actor, subject.organisation))  # type: ignore[attr-defined]
    audit.remove(actor=actor, event=f"{noun}.removed", subject=subject)
