"""The gate by which the registers of every room are read and written."""

from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules.bodies import can_enter, can_write
from neuguong.organisations.rules.people import named_to
from neuguong.organisations.rules.reaching import reach

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
