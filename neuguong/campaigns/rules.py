"""Who may see and set rules of what is owed, and who may excuse."""

from typing import Any

from django.db.models import QuerySet

from neuguong.campaigns.models import DutyRule, Excuse
from neuguong.core import trees
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation, Role

# Who may be told, by name, what a person owes: the cell's secretary, who keeps the list; upward go figures.
KEEPERS = (Role.SECRETARY,)


class DutyRuleGate(base.Gate[DutyRule]):
    """Rules bind downwards: whoever stands below may read them; officers set them where they are officer."""

    def visible_to(self, actor: Actor) -> QuerySet[DutyRule]:
        """Return the rules of the places that `actor` reaches and of those above them."""
        above = {path for root in actor.roots(*base.READERS) for path in trees.ancestors(root)}
        upper = DutyRule.objects.filter(organisation__path__in=above)
        return super().visible_to(actor) | upper

    def within(self, actor: Actor, organisation: Organisation) -> QuerySet[DutyRule]:
        """Return the rules set at or below `organisation`, and those from above that bind it."""
        rows = self.visible_to(actor)
        here = rows.filter(organisation__path__under=organisation.path)
        above = rows.filter(organisation__path__in=trees.ancestors(organisation.path))
        return (here | above).select_related("organisation", "group")

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` is an officer where the rule is set."""
        place = thing if isinstance(thing, Organisation) else thing.organisation
        return base.can_found(actor, place)

    def can_enter(self, actor: Actor, organisation: Organisation | None = None) -> bool:
        """Tell whether `actor` may set rules for `organisation`, or anywhere at all."""
        return base.can_found_anywhere(actor) if organisation is None else base.can_found(actor, organisation)


class ExcuseGate(base.Gate[Excuse]):
    """Excuses are read with the organisation, and given by the officer above it."""

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` is an officer above the organisation, or of the root itself."""
        return base.can_reshape(actor, thing if isinstance(thing, Organisation) else thing.organisation)


duty_rules = DutyRuleGate(DutyRule)
excuses = ExcuseGate(Excuse)


def excuses_below(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may excuse the organisation at the tree path.

    As `ExcuseGate` does: by the officer above, of the root by its own.
    """
    above = path.rstrip(".").rpartition(".")[0]
    return actor.reaches(f"{above}." if above else path, Role.OFFICER)


def names_people(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may be told one by one what the people at the tree path owe."""
    return actor.reach_all or any(path.startswith(root) for root in actor.roots(*KEEPERS))
