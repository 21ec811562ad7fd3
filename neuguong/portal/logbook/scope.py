"""Who sees which entries of the log: everyone their part of the tree, the technical admin what is technical.

The list is for those who answer for an organisation. A single entry may also be opened by whoever may open the
record it is about: its history stands on the record's own page.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from neuguong.audit.models import Entry
from neuguong.commitments import rules as commitments
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.directives.rules import FINDING_READERS
from neuguong.organisations import rules as base
from neuguong.organisations.models import Grant, Organisation, Person, Role

_OTHERS = (Role.SECRETARY, Role.STANDING, Role.INSPECTOR)
READERS = (Role.OFFICER, *_OTHERS)
# What a technical admin answers for: accounts, roles, keys, what went out and came in; never a record's content.
TECHNICAL = (
    "accounts.user",
    "audit.key",
    "interchange.batch",
    "notices.letter",
    "organisations.grant",
    "organisations.installation",
)
_OF_PEOPLE = ("organisations.person", "organisations.membership", "commitments.commitment")


def can_read_log(actor: Actor) -> bool:
    """Tell whether there is a log for `actor` anywhere."""
    return actor.reach_all or bool(actor.roots(*READERS, Role.ADMIN))


def visible_to(actor: Actor, place: Organisation) -> QuerySet[Entry]:
    """Return the entries of `place` and below that the list may show to `actor`.

    The conditions that can't hold are left out, so that a database sees which index serves the rest.
    """
    below = Organisation.objects.filter(path__under=place.path)
    parts = []
    if actor.roots(Role.OFFICER):
        parts.append(_within(actor, below, Role.OFFICER))
    if actor.roots(*_OTHERS):
        parts.append(_within(actor, below, *_OTHERS) & ~Q(subject_kind__in=TECHNICAL))
    if actor.roots(Role.ADMIN):
        parts.append(technical_to(actor, below))
    return Entry.objects.filter(reduce(or_, parts)) if parts else Entry.objects.none()


def _within(actor: Actor, below: QuerySet[Organisation], *roles: Role) -> Q:
    return Q(organisation_id__in=below.filter(base.reach(actor, "path", *roles)).values("pk"))


def technical_to(actor: Actor, below: QuerySet[Organisation]) -> Q:
    """Return the condition of technical entries that `actor` runs the machine for, of the organisations `below`."""
    roots = actor.roots(Role.ADMIN)
    if not roots:
        return Q(pk__in=[])
    condition = _within(actor, below, Role.ADMIN)
    if any(root.count(".") == 1 for root in roots):
        # Whoever runs the whole installation sees what belongs to no place.
        condition |= Q(organisation_id__isnull=True)
    else:
        own = below.filter(base.reach(actor, "path", Role.ADMIN)).values("pk")
        users = Grant.objects.filter(organisation_id__in=own).values("user_id")
        condition |= Q(subject_kind="accounts.user", subject_id__in=users)
    return Q(subject_kind__in=TECHNICAL) & condition


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
    if entry.subject_kind in TECHNICAL:
        condition = technical_to(actor, Organisation.objects.all())
        if Entry.objects.filter(condition, pk=entry.pk).exists():
            return True
    if entry.owner_id is not None and entry.owner_id == actor.person_id:
        return True
    if entry.owner_id is not None and withheld(actor, [entry.owner_id]):
        return False
    return actor.reach_all if place is None else actor.reaches(place.path, *_readers(entry.subject_kind))


def _readers(kind: str) -> tuple[Role, ...]:
    if kind in TECHNICAL:
        return (Role.OFFICER,)
    if kind == "directives.finding":
        return FINDING_READERS
    return READERS if kind in _OF_PEOPLE else (*READERS, Role.MEMBER)


def withheld(actor: Actor, numbers: Collection[int]) -> set[int]:
    """Return which of these people `actor` may not be told of, as those whose data is restricted.

    Whoever is gone is no secret: the log alone tells of them.
    """
    there = Person.objects.filter(pk__in=numbers)
    seen = base.people_visible_to(actor).filter(pk__in=numbers)
    return set(there.values_list("pk", flat=True)) - set(seen.values_list("pk", flat=True))


def may_read_private(actor: Actor, entry: Entry, place: Organisation | None) -> bool:
    """Tell whether `actor` may read what the entry seals: as of the record, though that may be gone."""
    if entry.owner_id is not None and entry.owner_id == actor.person_id:
        return True
    return place is not None and commitments.keeps_content(actor, place)


def is_batch(query: Any) -> bool:
    """Tell whether all entries of an import, a record or an act are asked for, one by one.

    Else those of imports are left out, being as many as its rows, and those of an act are one line.
    """
    return any(query.get(name) for name in ("batch", "record", "act"))
