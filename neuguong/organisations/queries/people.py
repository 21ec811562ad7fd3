"""Reading people and where they belong."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.rows import one_of
from neuguong.core.spans import existing_on
from neuguong.core.text import fold
from neuguong.organisations.models import Membership, Organisation, Pause, Person, Transfer
from neuguong.organisations.rules import in_use, memberships_told, people_visible_to, transfers_visible_to


def belonging_on(date: dt.date) -> QuerySet[Membership]:
    """Return the memberships that hold on `date`, of people who are not exempt then."""
    return Membership.objects.filter(existing_on(date), ~exempt_on(date))


def exempt_on(date: dt.date) -> Q:
    """Return the condition that a membership is exempt altogether, or its person is on `date`."""
    pauses = Pause.objects.filter(existing_on(date), person=OuterRef("person_id"), sort=Pause.Sort.EXEMPT)
    return Q(is_exempt=True) | Q(Exists(pauses))


def memberships_of(actor: Actor, person: Person) -> QuerySet[Membership]:
    """Return the memberships of a person of which `actor` is told, the latest first.

    Each has `home_id`: which of all of the person's is the main one that began last, told or not.
    """
    rows = memberships_told(actor, person).annotate(home_id=Subquery(person.homes.values("pk")[:1]))
    rows = rows.select_related("organisation").prefetch_related("posts")
    return rows.order_by("-since", "-is_main", "pk")


def person_named(code: str, name: str) -> Person:
    """Return the person with both that code and that name; raises Refusal, the same for either being wrong."""
    found = Person.objects.filter(in_use(), code__iexact=code.strip()).first()
    if found is None or fold(found.full_name) != fold(name):
        raise Refusal("Không có ai mang mã và họ tên này. Hỏi lại nơi đang sinh hoạt để ghi đúng cả hai.")
    return found


def place_coded(code: str) -> Organisation:
    """Return the organisation of today with that code, in any case; raises Refusal where there is none."""
    living = Organisation.objects.filter(folded_into=None).exclude(until__lt=clock.today())
    found = living.filter(code__iexact=code.strip()).first()
    if found is None:
        raise Refusal(f"Không có tổ chức nào đang hoạt động mang mã {code}. Hỏi mã của nơi tiếp nhận.")
    return found


def membership_at(actor: Actor, pk: int) -> Membership:
    """Return a membership of someone whom `actor` sees; raises NotVisible for any other."""
    rows = Membership.objects.filter(person__in=people_visible_to(actor)).select_related("person", "organisation")
    return one_of(rows.filter(pk=pk))


def pause_at(actor: Actor, pk: int) -> Pause:
    """Return a time without taking part of someone whom `actor` sees; raises NotVisible for any other."""
    rows = Pause.objects.filter(person__in=people_visible_to(actor)).select_related("person")
    return one_of(rows.filter(pk=pk))


def open_transfers(organisations: Iterable[int]) -> list[Transfer]:
    """Return the transfers that wait for an answer and leave or enter one of the organisations themselves."""
    numbers = list(organisations)
    waiting = Transfer.objects.filter(in_use("person__"), state=Transfer.State.ASKED)
    return list(waiting.filter(Q(origin__in=numbers) | Q(target__in=numbers)).order_by("pk"))


def transfers_at(actor: Actor, organisation: Organisation) -> QuerySet[Transfer]:
    """Return the transfers that leave or enter the place or what is below it."""
    here = Q(origin__path__under=organisation.path) | Q(target__path__under=organisation.path)
    return transfers_visible_to(actor).filter(here)


def transfers_to_answer(actor: Actor, organisation: Organisation) -> QuerySet[Transfer]:
    """Return those of them that wait for an answer of the place or of what is below it."""
    entering = Q(side=Transfer.Side.SENDER, target__path__under=organisation.path)
    leaving = Q(side=Transfer.Side.RECEIVER, origin__path__under=organisation.path)
    return transfers_visible_to(actor).filter(entering | leaving, state=Transfer.State.ASKED)
