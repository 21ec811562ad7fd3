"""Who may see and change directives and tasks."""

from django.db.models import QuerySet

from neuguong.core import trees
from neuguong.core.actor import Actor
from neuguong.directives.models import Directive, Task
from neuguong.organisations import rules as base

tasks = base.Gate(Task)


class DirectiveGate(base.Gate[Directive]):
    """Directives bind downwards: whoever stands below an organisation may read what it issued or received."""

    def visible_to(self, actor: Actor) -> QuerySet[Directive]:
        """Return the directives of the places that `actor` reaches and of those above them."""
        above = {path for root in actor.roots(*base.READERS) for path in trees.ancestors(root)}
        upper = Directive.objects.filter(organisation__path__in=above)
        return super().visible_to(actor) | upper


directives = DirectiveGate(Directive)
