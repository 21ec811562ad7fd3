"""Who may see and change organisations and people; the base of every other room's rules."""

from typing import Any, Generic, TypeVar

from django.db.models import Exists, F, Model, Q, QuerySet

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden
from neuguong.core.rows import one_of
from neuguong.organisations.models import Grant, Membership, Organisation, Person, Role, Transfer

READERS = (
    Role.MEMBER,
    Role.SECRETARY,
    Role.OFFICER,
    Role.STANDING,
    Role.INSPECTOR,
    Role.ADMIN,
)
WRITERS = (Role.SECRETARY, Role.OFFICER)
PEOPLE_READERS = (
    Role.SECRETARY,
    Role.OFFICER,
    Role.STANDING,
    Role.INSPECTOR,
    Role.ADMIN,
)
# Memberships, the one that began last first; one without a beginning is the oldest.
LATEST = (F("since").desc(nulls_last=True), "-pk")
DECIDERS = (Role.OFFICER, Role.STANDING)


# Conditions on a person, each a lookup that must be null; higher rooms add theirs through wiring.
_WITHHELD: list[str] = []


def withhold(relation: str) -> None:
    """Keep people who have a row of a higher room at `relation` out of lists, look-ups and workbooks."""
    if relation not in _WITHHELD:
        _WITHHELD.append(relation)


def in_use(person: str = "") -> Q:
    """Return the condition that the person at the lookup path `person` ("person__" or none) is not withheld."""
    condition = Q()
    for relation in _WITHHELD:
        condition &= Q(**{f"{person}{relation}__isnull": True})
    return condition


def reach(actor: Actor, path: str, *roles: str) -> Q:
    """Return the condition that the tree path at lookup `path` lies under a grant of `actor`."""
    if actor.reach_all:
        return Q()
    condition = Q(pk__in=[])
    for root in actor.roots(*(roles or READERS)):
        condition |= Q(**{f"{path}__under": root})
    return condition


def knows_of(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may be told of the organisation at the tree path: they stand there, above or below."""
    return actor.reach_all or any(path.startswith(root) or root.startswith(path) for root in actor.roots(*READERS))


def visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that `actor` may open."""
    return Organisation.objects.filter(reach(actor, "path"))


def writable_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of today whose records `actor` may enter."""
    return Organisation.objects.filter(reach(actor, "path", *WRITERS), _living())


def foundable_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of today that `actor` may put others below."""
    return Organisation.objects.filter(reach(actor, "path", Role.OFFICER), _living())


def _living() -> Q:
    """Return the condition on organisations that have not ended and are no duplicates: what is offered to choose."""
    return (Q(until__isnull=True) | Q(until__gte=clock.today())) & Q(folded_into__isnull=True)


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
    lasting = Q(until__isnull=True) | Q(until__gte=clock.today())
    if actor.person_id == person.pk:
        return rows
    return rows.filter(here | Q(Exists(rows.filter(here, lasting, is_main=True))))


def get_visible(actor: Actor, code: str) -> Organisation:
    """Return the organisation with `code`; raises NotVisible where it isn't for this actor."""
    return one_of(visible_to(actor).select_related("parent").filter(code=code))


def get_organisation(actor: Actor, pk: int) -> Organisation:
    """Return the organisation with that key; raises NotVisible where it isn't for this actor."""
    return one_of(visible_to(actor).select_related("parent", "group").filter(pk=pk))


def get_person(actor: Actor, pk: int) -> Person:
    """Return a person; raises NotVisible where it isn't for this actor."""
    return one_of(people_visible_to(actor).filter(pk=pk))


def can_write(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may enter and change records of `organisation`."""
    return actor.reaches(organisation.path, *WRITERS)


def can_write_people(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may enter people of `organisation`: those who keep its lists."""
    return can_write(actor, organisation)


def can_found(actor: Actor, parent: Organisation) -> bool:
    """Tell whether `actor` may put an organisation below `parent`: the officer above it."""
    return actor.reaches(parent.path, Role.OFFICER)


def can_reshape(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may enter life events of `organisation`: the officer above it, or of the root itself."""
    above = organisation.parent or organisation
    return actor.reaches(above.path, Role.OFFICER)


def can_found_anywhere(actor: Actor) -> bool:
    """Tell whether `actor` is an officer of any organisation, who may found and move those below."""
    return actor.reach_all or bool(actor.roots(Role.OFFICER))


def can_write_person(actor: Actor, person: Person) -> bool:
    """Tell whether `actor` keeps the lists of the organisation where `person` belongs first of all."""
    home = person.memberships.filter(is_main=True).select_related("organisation").order_by(*LATEST).first()
    return actor.reach_all or (home is not None and can_write_people(actor, home.organisation))


def can_write_membership(actor: Actor, membership: Membership) -> bool:
    """Tell whether `actor` may change a membership: where it is, and a main one also where the person is now."""
    own = can_write_people(actor, membership.organisation)
    return own and (not membership.is_main or can_write_person(actor, membership.person))


def transfers_visible_to(actor: Actor) -> QuerySet[Transfer]:
    """Return the transfers of which `actor` keeps, or reads, the list of one side."""
    sides = reach(actor, "origin__path", *PEOPLE_READERS) | reach(actor, "target__path", *PEOPLE_READERS)
    rows = Transfer.objects.filter(sides).select_related("person", "origin", "target")
    return rows if actor.reach_all else rows.filter(named_to(actor))


def get_transfer(actor: Actor, pk: int) -> Transfer:
    """Return a transfer; raises NotVisible where it isn't for this actor."""
    return one_of(transfers_visible_to(actor).filter(pk=pk))


def can_answer_transfer(actor: Actor, transfer: Transfer) -> bool:
    """Tell whether `actor` writes for the side that was asked."""
    started = transfer.side == Transfer.Side.SENDER
    return can_write_people(actor, transfer.target if started else transfer.origin)


def can_withdraw_transfer(actor: Actor, transfer: Transfer) -> bool:
    """Tell whether `actor` writes for the side that started."""
    started = transfer.side == Transfer.Side.SENDER
    return can_write_people(actor, transfer.origin if started else transfer.target)


def can_enter(actor: Actor) -> bool:
    """Tell whether `actor` may enter records anywhere at all."""
    return actor.reach_all or bool(actor.roots(*WRITERS))


def can_import(actor: Actor) -> bool:
    """Tell whether `actor` may send a workbook at all; each row is checked again by its place."""
    return actor.reach_all or bool(actor.roots(*WRITERS))


# Who gives and takes which role within their own reach, and so lets in whoever holds it: nobody more than they
# answer for themselves. Who runs the machine gives only that; the first of each role is granted on the machine
# (decision 0016). This is the one table: whoever could go in as somebody must be able to make themselves such a one.
GRANTED_BY: dict[str, tuple[Role, ...]] = {
    Role.MEMBER: DECIDERS,
    Role.SECRETARY: DECIDERS,
    Role.OFFICER: DECIDERS,
    Role.STANDING: (Role.STANDING,),
    Role.COUNCIL: (Role.STANDING,),
    Role.INSPECTOR: (Role.STANDING, Role.INSPECTOR),
    Role.ADMIN: (Role.ADMIN,),
}


def may_grant(actor: Actor, role: str, path: str, user_id: int | None) -> bool:
    """Tell whether `actor` may give or end `role` at the tree path for a user: never for themselves, nor as deputy."""
    if actor.reach_all:
        return True
    held = (grant for grant in actor.grants if not grant.deputises and grant.role in GRANTED_BY.get(role, ()))
    return user_id != actor.user_id and any(path.startswith(grant.path) for grant in held)


def grantable_by(actor: Actor, organisation: Organisation) -> list[Role]:
    """Return the roles that `actor` may give at `organisation`."""
    return [role for role in Role if may_grant(actor, role, organisation.path, None)]


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Return the grants that `actor` may see: where they keep lists, and their own."""
    own = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    rows = Grant.objects.filter(reach(actor, "organisation__path", *PEOPLE_READERS) | own)
    return rows.select_related("user", "organisation", "deputises__user")


def get_grant(actor: Actor, pk: int) -> Grant:
    """Return a grant; raises NotVisible where it isn't for this actor."""
    return one_of(grants_visible_to(actor).filter(pk=pk))


def can_end(actor: Actor, grant: Grant) -> bool:
    """Tell whether `actor` may end a grant: whoever may give it, and its holder; a deputy's also who is away."""
    own = actor.user_id is not None and actor.user_id in {grant.user_id, grant.deputises and grant.deputises.user_id}
    return own or may_grant(actor, grant.role, grant.organisation.path, grant.user_id)


def can_deputise(actor: Actor, grant: Grant) -> bool:
    """Tell whether `actor` may name a deputy: for a role of their own, save in a council, whose members vote."""
    lends = grant.role != Role.COUNCIL and grant.deputises_id is None
    return lends and actor.user_id is not None and grant.user_id == actor.user_id


def require(allowed: bool) -> None:
    """Raise Forbidden unless `allowed`."""
    if not allowed:
        raise Forbidden


def named_to(actor: Actor) -> Q:
    """Return the condition that the person whom a record names is not withheld, or is the actor."""
    return in_use("person__") | Q(person_id=actor.person_id or 0)


M = TypeVar("M", bound=Model)


class Gate(Generic[M]):
    """The one door to a register whose records belong to an organisation.

    Lists and single records pass through the same condition, so they can't disagree.
    """

    def __init__(self, model: type[M], organisation: str = "organisation") -> None:
        self._model, self._organisation = model, organisation

    @property
    def _names_a_person(self) -> bool:
        return any(field.name == "person" for field in self._model._meta.get_fields())

    def visible_to(self, actor: Actor) -> QuerySet[M]:
        """Return the records that `actor` may read; of someone whose record is withheld, only their own."""
        rows: QuerySet[M] = self._model._default_manager.filter(reach(actor, f"{self._organisation}__path"))
        return rows if actor.reach_all or not self._names_a_person else rows.filter(named_to(actor))

    def within(self, actor: Actor, organisation: Organisation) -> QuerySet[M]:
        """Return those of the records that stand at or below `organisation`, each with its own."""
        under = {f"{self._organisation}__path__under": organisation.path}
        return self.visible_to(actor).filter(**under).select_related(self._organisation)

    def get(self, actor: Actor, pk: int) -> M:
        """Return one record with its organisation; raises NotVisible where it isn't for this actor."""
        return one_of(self.visible_to(actor).select_related(self._organisation).filter(pk=pk))

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may enter or change `thing`, by the place of its organisation."""
        owner = thing
        for name in self._organisation.split("__"):
            owner = getattr(owner, name)
        return isinstance(owner, Organisation) and can_write(actor, owner)

    def can_enter(self, actor: Actor, organisation: Organisation | None = None) -> bool:
        """Tell whether `actor` may enter records of `organisation`, or of any at all where none is given."""
        return can_enter(actor) if organisation is None else can_write(actor, organisation)
