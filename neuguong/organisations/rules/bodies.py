"""Who may open, enter and reshape organisations."""

from django.db.models import Q, QuerySet

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.core.spans import lasting_from
from neuguong.organisations.models import Organisation, Role
from neuguong.organisations.rules.reaching import WRITERS, reach


def visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that `actor` may open."""
    return Organisation.objects.filter(reach(actor, "path"))


def writable_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of today whose records `actor` may enter."""
    return Organisation.objects.filter(reach(actor, "path", *WRITERS), _living())


def receiving(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of today that `actor` sees and to which someone may be sent."""
    return visible_to(actor).filter(_living())


def foundable_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of today that `actor` may put others below."""
    return Organisation.objects.filter(reach(actor, "path", Role.OFFICER), _living())


def _living() -> Q:
    """Return the condition on organisations that have not ended and are no duplicates: what is offered to choose."""
    return lasting_from(clock.today()) & Q(folded_into__isnull=True)


def get_visible(actor: Actor, code: str) -> Organisation:
    """Return the organisation with `code`; raises NotVisible where it isn't for this actor."""
    return one_of(visible_to(actor).select_related("parent").filter(code=code))


def get_organisation(actor: Actor, pk: int) -> Organisation:
    """Return the organisation with that key; raises NotVisible where it isn't for this actor."""
    return one_of(visible_to(actor).select_related("parent", "group").filter(pk=pk))


def can_write(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may enter and change records of `organisation`."""
    return actor.reaches(organisation.path, *WRITERS)


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


def can_enter(actor: Actor) -> bool:
    """Tell whether `actor` may enter records anywhere at all."""
    return actor.reach_all or bool(actor.roots(*WRITERS))


def can_import(actor: Actor) -> bool:
    """Tell whether `actor` may send a workbook at all; each row is checked again by its place."""
    return actor.reach_all or bool(actor.roots(*WRITERS))
