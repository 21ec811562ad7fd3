"""Restriction: a person's record is stored and not used, until it is lifted."""

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Person
from neuguong.organisations.queries.lists import main_membership
from neuguong.organisations.rules import require
from neuguong.privacy import rules
from neuguong.privacy.models import Restriction


@transaction.atomic
def restrict(*, actor: Actor, person: Person) -> Restriction:
    """Take a person out of lists, searches, suggestions and workbooks; who is restricted already stays so."""
    require(_handles(actor, person))
    found = Restriction.objects.filter(person=person).first()
    if found is not None:
        return found
    restriction = Restriction(person=person, since=clock.today())
    restriction.full_clean()
    restriction.save()
    audit.record(actor=actor, event="person.restricted", subject=person)
    return restriction


@transaction.atomic
def lift_restriction(*, actor: Actor, person: Person) -> None:
    """Use a person's record again, as they agreed or the ground fell away."""
    require(_handles(actor, person))
    gone, _kinds = Restriction.objects.filter(person=person).delete()
    if not gone:
        raise Refusal(_("Người này không bị hạn chế sử dụng dữ liệu."))
    audit.record(actor=actor, event="person.restriction_lifted", subject=person)


def _handles(actor: Actor, person: Person) -> bool:
    main = main_membership(person)
    return person.pk != actor.person_id and main is not None and rules.can_handle_at(actor, main.organisation.path)
