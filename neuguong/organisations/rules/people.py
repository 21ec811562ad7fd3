"""Who may see and change people, and where they belong."""

from collections.abc import Callable

from django.db.models import Exists, Q, QuerySet

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.core.spans import lasting_from
from neuguong.organisations.models import Membership, Organisation, Person
from neuguong.organisations.rules.bodies import can_write
from neuguong.organisations.rules.reaching import PEOPLE_READERS, reach

# Conditions on a person, each a lookup that must be null; higher rooms add theirs through wiring.
_WITHHELD: list[str] = []


def withhold(relation: str) -> None:
    """Keep people who have a row of a higher room at `relation` out of lists, look-ups and workbooks."""
    if relation not in _WITHHELD:
        _WITHHELD.append(relation)


# Whether the code is what an erasure left of a person; higher rooms tell it through wiring.
_ERASED: list[Callable[[str], bool]] = []


def bury(is_mark: Callable[[str], bool]) -> None:
    """Close the records of people whose code `is_mark` tells to be what an erasure left."""
    if is_mark not in _ERASED:
        _ERASED.append(is_mark)


def is_erased(code: str) -> bool:
    """Tell whether that is the code of someone erased: of them nothing is entered, changed or taken out any more."""
    return any(is_mark(code) for is_mark in _ERASED)


def in_use(person: str = "") -> Q:
    """Return the condition that the person at the lookup path `person` ("person__" or none) is not withheld."""
    condition = Q()
    for relation in _WITHHELD:
        condition &= Q(**{f"{person}{relation}__isnull": True})
    return condition


def named_to(actor: Actor) -> Q:
    """Return the condition that the person whom a record names is not withheld, or is the actor."""
    return in_use("person__") | Q(person_id=actor.person_id or 0)


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the people of the organisations where `actor` keeps lists, and themselves."""
    if actor.reach_all:
        return Person.objects.all()
    listed = Membership.objects.filter(reach(actor, "organisation__path", *PEOPLE_READERS))
    # Two conditions, even where one is empty: so that a database without statistics yet (rows just imported)
    # reads the list once into a table of hashes, and does not join it anew for every person.
    found = Q(pk__in=listed.values("person_id")) & in_use()
    return Person.objects.filter(found | Q(pk=actor.person_id or 0))


def memberships_told(actor: Actor, person: Person) -> QuerySet[Membership]:
    """Return where `person`, whom `actor` sees, belongs and belonged, as far as the actor is told.

    Themselves and who keeps or reads the list of their main place of today or later: all of it. Whoever has them on
    another list, or had them on theirs: what stands in those lists.
    """
    here = reach(actor, "organisation__path", *PEOPLE_READERS)
    rows = Membership.objects.filter(person=person)
    if actor.person_id == person.pk:
        return rows
    return rows.filter(here | Q(Exists(rows.filter(here, lasting_from(clock.today()), is_main=True))))


def get_person(actor: Actor, pk: int) -> Person:
    """Return a person; raises NotVisible where it isn't for this actor."""
    return one_of(people_visible_to(actor).filter(pk=pk))


def can_write_people(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may enter people of `organisation`: those who keep its lists."""
    return can_write(actor, organisation)


def keeps_list(actor: Actor, home: Organisation | None) -> bool:
    """Tell whether `actor` keeps someone's list: that of `home`, where the person belongs first of all."""
    return actor.reach_all or (home is not None and can_write_people(actor, home))


def can_write_person(actor: Actor, person: Person) -> bool:
    """Tell whether `actor` keeps the list of where `person` belongs first of all; of someone erased, nobody does."""
    if is_erased(person.code):
        return False
    home = person.homes.select_related("organisation").first()
    return keeps_list(actor, home.organisation if home else None)


def can_write_membership(actor: Actor, membership: Membership) -> bool:
    """Tell whether `actor` may change a membership: where it is, and a main one also where the person is now."""
    own = can_write_people(actor, membership.organisation) and not is_erased(membership.person.code)
    return own and (not membership.is_main or can_write_person(actor, membership.person))
