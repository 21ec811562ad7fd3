"""Lists of people and of the organisations below one, as pages show them."""

import datetime as dt

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.spans import existing_on, lasting_from
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Membership, Organisation, Person, Placement


def held_on(date: dt.date) -> Q:
    """Return the condition that a membership holds on `date`, exempt or not."""
    return existing_on(date)


def people_at(actor: Actor, organisation: Organisation, date: dt.date) -> QuerySet[Person]:
    """Return the people who belong at or below `organisation` on `date`, each with `mains` to show."""
    held = Membership.objects.filter(held_on(date), organisation__path__under=organisation.path)
    mains = Membership.objects.filter(held_on(date), is_main=True).select_related("organisation")
    return (
        rules.people_visible_to(actor)
        .filter(pk__in=held.values("person_id"))
        .prefetch_related(Prefetch("memberships", mains.prefetch_related("posts"), to_attr="mains"))
    )


def people_held(organisation: Organisation, date: dt.date) -> QuerySet[Person]:
    """Return the people who belong to the organisation itself on `date` or later."""
    held = organisation.memberships.filter(lasting_from(date))
    return Person.objects.filter(pk__in=held.values("person"))


def roles_on(organisation: Organisation, date: dt.date) -> QuerySet[Grant]:
    """Return the roles on the organisation itself that hold on `date`."""
    return organisation.grants.filter(held_on(date)).select_related("user").order_by("pk")


def living_children(organisation: Organisation) -> QuerySet[Organisation]:
    """Return the organisations right below one that have not ended."""
    return organisation.children.filter(until__isnull=True, folded_into__isnull=True)


def living_siblings(organisation: Organisation) -> list[Organisation]:
    """Return the other organisations right below its parent that have not ended, in the order of names."""
    if organisation.parent is None:
        return []
    return list(living_children(organisation.parent).exclude(pk=organisation.pk).order_by("sort_key", "pk"))


def organisations_at(actor: Actor, organisation: Organisation) -> QuerySet[Organisation]:
    """Return the organisations at or below `organisation`, each with its parent and group."""
    rows = rules.visible_to(actor).filter(path__under=organisation.path)
    return rows.select_related("parent", "group")


def living_on(date: dt.date) -> Q:
    """Return the condition that an organisation exists on `date` and is no duplicate."""
    return existing_on(date) & Q(folded_into__isnull=True)


def from_the_top(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that `actor` may open, those nearer the top first: a committee before its cells."""
    return rules.visible_to(actor).order_by(Length("path"), "sort_key", "pk")


def branches(actor: Actor, organisation: Organisation, date: dt.date) -> QuerySet[Organisation]:
    """Return the organisations right below `organisation` on `date`, each with `below`, the number of its own."""
    rows = rules.visible_to(actor).filter(existing_on(date), parent=organisation, folded_into__isnull=True)
    return rows.annotate(below=Count("children", filter=existing_below(date))).order_by("sort_key", "pk")


def branches_then(actor: Actor, organisation: Organisation, date: dt.date) -> list[Organisation]:
    """Return what stood right below `organisation` on `date`, each as it was called then and with `below`; to show."""
    standing = Placement.objects.filter(existing_on(date))
    own = standing.filter(organisation=OuterRef("pk"))
    held = standing.filter(existing_on(date, "organisation__"), organisation__folded_into=None)
    seen = rules.visible_to(actor)
    told = held.filter(parent=OuterRef("pk"), organisation__in=seen)
    below = told.order_by().values("parent").annotate(count=Count("pk"))
    rows = seen.filter(pk__in=held.filter(parent=organisation).values("organisation"))
    rows = rows.annotate(name_then=Subquery(own.values("name")[:1]), kind_then=Subquery(own.values("kind")[:1]))
    found: list[Organisation] = list(
        rows.annotate(below=Coalesce(Subquery(below.values("count")), 0)).order_by("sort_key", "pk")
    )
    for one in found:
        one.name, one.kind = getattr(one, "name_then", "") or one.name, getattr(one, "kind_then", "") or one.kind
    return found


def existing_below(date: dt.date) -> Q:
    """Return the condition that a child exists on `date`."""
    return existing_on(date, "children__")


def main_membership(person: Person) -> Membership | None:
    """Return where a person belongs first of all: the main membership that began last."""
    return person.homes.select_related("organisation").prefetch_related("posts").first()


def deputies_of(grant: Grant) -> list[Grant]:
    """Return the grants by which others stand in for the holder of one, now or later, the first first."""
    rows = grant.deputies.filter(until__gte=clock.today()).select_related("user")
    return list(rows.order_by("since", "pk"))


def grants_at(actor: Actor, organisation: Organisation) -> QuerySet[Grant]:
    """Return the grants at or below `organisation` that `actor` may see, each with account and organisation."""
    return rules.grants_visible_to(actor).filter(organisation__path__under=organisation.path)
