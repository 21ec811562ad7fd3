"""Reading commitments, and who owes one."""

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, Exists, F, Min, OuterRef, Q, QuerySet, Value, When

from neuguong.audit.models import Reading
from neuguong.audit.queries import history, readings_of
from neuguong.commitments import rules
from neuguong.commitments.models import Commitment
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.core.spans import existing_on
from neuguong.organisations.models import Membership, Organisation, Person
from neuguong.organisations.queries import Scope, belonging_on

MOST_READINGS = 100
YEARLY, PLAN = Q(last_year=F("first_year")), Q(last_year__gt=F("first_year"))


def listed(actor: Actor, organisation: Organisation) -> QuerySet[Commitment]:
    """Return the commitments at or below `organisation`, each with `told`: its result where `actor` may read it."""
    rows = rules.commitments.within(actor, organisation)
    told = Case(When(rules.readable_by(actor), then=F("result")), default=Value(""), output_field=CharField())
    return rows.annotate(told=told)


def owing(actor: Actor, organisation: Organisation, date: dt.date, *, plan: bool) -> QuerySet[Membership]:
    """Return who belongs at or below `organisation` on `date` and has not signed: one row a person.

    A commitment for the year of `date`, or with `plan` one for a term that holds it; `written` tells
    whether there is a text that only waits for the signature.
    """
    mine = Commitment.objects.filter(PLAN if plan else YEARLY, first_year__lte=date.year, last_year__gte=date.year)
    signed = mine.filter(signed_on__isnull=False)
    due = belonging_on(date).filter(Scope(organisation).at("organisation", date))
    unsigned = due.exclude(person_id__in=signed.values("person_id"))
    once = unsigned.order_by().values("person_id").annotate(first_=Min("pk")).values("first_")
    rows = rules.memberships_visible_to(actor).filter(pk__in=once).select_related("person", "organisation")
    return rows.annotate(written=Exists(mine.filter(person_id=OuterRef("person_id"))))


def owed_by(actor: Actor, pk: int) -> Membership:
    """Return the membership for which someone owes; raises NotVisible where it isn't for this actor."""
    return one_of(rules.memberships_visible_to(actor).select_related("person", "organisation").filter(pk=pk))


def home_on(person: Person, date: dt.date) -> Organisation | None:
    """Return where `person` belonged first of all on `date`, or else the last place known."""
    mains = person.homes.select_related("organisation")
    found = mains.filter(existing_on(date)).first() or mains.first()
    return found.organisation if found else None


def is_told(row: Any) -> bool:
    """Tell whether a row of the list shows what it says: `told`, the result that the actor may read."""
    return bool(row.told)


def says_something(commitment: Commitment) -> bool:
    """Tell whether there is anything to read in a commitment beside its facts."""
    return bool(commitment.content or commitment.result)


def once_said(commitment: Commitment) -> bool:
    """Tell whether the log seals something that the commitment once said."""
    sealed = Q(before__contains='"sealed"') | Q(after__contains='"sealed"')
    return history(commitment).filter(sealed).exists()


def readings_for(actor: Actor, commitment: Commitment) -> list[Reading] | None:
    """Return who else read what a commitment says, the newest first; None for anyone but its writer."""
    if actor.person_id is None or actor.person_id != commitment.person_id:
        return None
    return list(readings_of(commitment._meta.label_lower, commitment.pk, commitment.person_id)[:MOST_READINGS])
