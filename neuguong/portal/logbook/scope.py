"""Who sees which entries of the log: everyone their part of the tree, the technical admin what is technical.

The list is for those who answer for an organisation. A single entry may also be opened by whoever may open the
record it is about: its history stands on the record's own page.
"""

from typing import Any

from django.db.models import Q, QuerySet

from neuguong.audit.models import Entry
from neuguong.commitments import rules as commitments
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation, Role

READERS = (Role.SECRETARY, Role.OFFICER, Role.STANDING, Role.INSPECTOR)
# What a technical admin answers for: accounts, roles, keys, what went out and came in; never a record's content.
TECHNICAL = (
    "accounts.user",
    "audit.key",
    "interchange.batch",
    "organisations.grant",
    "organisations.installation",
)
_OF_PEOPLE = ("organisations.person", "organisations.membership", "commitments.commitment")


def can_read_log(actor: Actor) -> bool:
    """Tell whether there is a log for `actor` anywhere."""
    return actor.reach_all or bool(actor.roots(*READERS, Role.ADMIN))


def visible_to(actor: Actor, place: Organisation) -> QuerySet[Entry]:
    """Return the entries of `place` and below that the list may show to `actor`."""
    below = Organisation.objects.filter(path__under=place.path)
    condition = Q(organisation_id__in=below.filter(base.reach(actor, "path", *READERS)).values("pk"))
    if actor.roots(Role.ADMIN):
        own = below.filter(base.reach(actor, "path", Role.ADMIN)).values("pk")
        condition |= Q(subject_kind__in=TECHNICAL) & (Q(organisation_id__isnull=True) | Q(organisation_id__in=own))
    return Entry.objects.filter(condition)


def get(actor: Actor, pk: int) -> tuple[Entry, Organisation | None]:
    """Return an entry and its organisation; raises NotVisible where it isn't for this actor."""
    entry = Entry.objects.filter(pk=pk).first()
    if entry is None:
        raise NotVisible
    place = Organisation.objects.filter(pk=entry.organisation_id or 0).first()
    if not _may_open(actor, entry, place):
        raise NotVisible
    return entry, place


def _may_open(actor: Actor, entry: Entry, place: Organisation | None) -> bool:
    if entry.subject_kind in TECHNICAL and _administers(actor, place):
        return True
    if place is None:
        return actor.reach_all
    if entry.owner_id is not None and entry.owner_id == actor.person_id:
        return True
    wide = () if entry.subject_kind in _OF_PEOPLE or entry.subject_kind in TECHNICAL else (Role.MEMBER,)
    return actor.reaches(place.path, *READERS, *wide)


def _administers(actor: Actor, place: Organisation | None) -> bool:
    return bool(actor.roots(Role.ADMIN)) if place is None else actor.reaches(place.path, Role.ADMIN)


def may_read_private(actor: Actor, entry: Entry, place: Organisation | None) -> bool:
    """Tell whether `actor` may read what the entry seals: as of the record, though that may be gone."""
    if entry.owner_id is not None and entry.owner_id == actor.person_id:
        return True
    return place is not None and commitments.keeps_content(actor, place)


def is_batch(query: Any) -> bool:
    """Tell whether the entries of an import are asked for: else they are left out, being as many as its rows."""
    return bool(query.get("batch") or query.get("record"))
