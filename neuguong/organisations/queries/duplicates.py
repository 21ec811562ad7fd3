"""People who may have been entered twice: of one name and one birth date; nobody is merged by that alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet

from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.organisations import rules
from neuguong.organisations.models import Membership, NotSame, Organisation, Person, PersonMerge
from neuguong.organisations.queries.people import memberships_of

# What tells of people and is no record of their work, and what a merger treats in its own way.
OWN: tuple[type[models.Model], ...] = (Membership, NotSame)


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of one register name a person."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that tells one person from another: where they belong, and how much is held of them."""

    person: Person
    memberships: list[Membership]
    held: list[Held]


def registers() -> Iterator[tuple[type[models.Model], str]]:
    """Yield each model, of any room, that refers to people, with the column by which it does."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in OWN:
            yield relation.related_model, str(relation.field.attname)


def portrait(actor: Actor, person: Person) -> Portrait:
    """Return what there is to compare."""
    counts = (
        Held(str(model._meta.verbose_name_plural), model._default_manager.filter(**{column: person.pk}).count())
        for model, column in registers()
    )
    return Portrait(person, list(memberships_of(actor, person)), [held for held in counts if held.count])


def pairs_at(actor: Actor, organisation: Organisation) -> list[tuple[Person, Person]]:
    """Return pairs of one folded name and birth date whom `actor` sees, one of them at or below the place."""
    seen = rules.people_visible_to(actor)
    shared = seen.exclude(birth_date=None).order_by().values("birth_date").annotate(n=Count("pk")).filter(n__gt=1)
    rows = seen.filter(birth_date__in=shared.values("birth_date")).order_by("pk")
    alike: dict[Any, list[int]] = defaultdict(list)
    for pk, name, birth in rows.values_list("pk", "full_name", "birth_date"):
        alike[fold(name), birth].append(pk)
    found = [pair for same in alike.values() for pair in combinations(same, 2)]
    return list(_told(actor, _kept(found, organisation)))


def _kept(pairs: list[tuple[int, int]], organisation: Organisation) -> list[tuple[int, int]]:
    """Leave out the pairs that were said to be two, and those of other places."""
    numbers = {pk for pair in pairs for pk in pair}
    two = set(NotSame.objects.filter(first__in=numbers).values_list("first_id", "second_id"))
    here = Membership.objects.filter(person__in=numbers, organisation__path__under=organisation.path)
    near = set(here.values_list("person_id", flat=True))
    return [pair for pair in pairs if pair not in two and near.intersection(pair)]


def _told(actor: Actor, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[Person, Person]]:
    """Give the people of the pairs, each with their memberships at the places that `actor` reaches."""
    pairs = list(pairs)
    numbers = {pk for pair in pairs for pk in pair}
    here = Membership.objects.filter(rules.reach(actor, "organisation__path")).select_related("organisation")
    rows = Person.objects.filter(pk__in=numbers).prefetch_related(Prefetch("memberships", here))
    people = {one.pk: one for one in rows}
    for first, second in sorted(pairs, key=lambda pair: (people[pair[0]].sort_key, pair)):
        yield people[first], people[second]


def merges_at(actor: Actor, organisation: Organisation) -> QuerySet[PersonMerge]:
    """Return the merges of people whom `actor` sees and who belong, or belonged, at or below the place."""
    here = Membership.objects.filter(organisation__path__under=organisation.path).values("person")
    seen = rules.people_visible_to(actor).filter(Q(pk__in=here)).values("pk")
    return PersonMerge.objects.filter(kept__in=seen).select_related("kept")


def gone_into(person: int) -> list[int]:
    """Return the numbers of the duplicates that went into a person: what is known of them is known of the person."""
    return list(PersonMerge.objects.filter(kept_id=person).values_list("gone", flat=True))


def merge_of(actor: Actor, pk: int) -> PersonMerge | None:
    """Return one merge of someone whom `actor` sees."""
    seen = rules.people_visible_to(actor).values("pk")
    return PersonMerge.objects.filter(kept__in=seen, pk=pk).select_related("kept").first()
