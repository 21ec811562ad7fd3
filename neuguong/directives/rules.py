"""Who may see and change directives and tasks."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from neuguong.core import trees
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives.models import Directive, Task
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation

tasks = base.Gate(Task)


class DirectiveGate(base.Gate[Directive]):
    """Directives bind downwards: whoever stands below an organisation may read what it issued or received."""

    def visible_to(self, actor: Actor) -> QuerySet[Directive]:
        """Return the directives of the places that `actor` reaches and of those above them."""
        above = {path for root in actor.roots(*base.READERS) for path in trees.ancestors(root)}
        upper = Directive.objects.filter(organisation__path__in=above)
        return super().visible_to(actor) | upper


directives = DirectiveGate(Directive)


def binds(directive: Directive, organisation: Organisation) -> bool:
    """Tell whether a directive stands in the register of `organisation` or in one above."""
    return bool(organisation.path.startswith(directive.organisation.path))


def require_bound(record: Model, pointer: str) -> None:
    """Raise Refusal unless the directive at `pointer` stands in the record's own register or in one above.

    So whoever may read the record may read what it comes from. What a record pointed at already
    may stay: its organisation may have moved since.
    """
    directive, organisation = getattr(record, pointer), record.organisation  # type: ignore[attr-defined]
    if directive is None or binds(directive, organisation):
        return
    if type(record)._default_manager.filter(pk=record.pk, **{pointer: directive}).exists():
        return
    raise Refusal(
        _("%(document)s nằm trong sổ của %(owner)s. Chọn văn bản trong sổ của %(place)s hoặc của cấp trên.")
        % {"document": directive, "owner": directive.organisation, "place": organisation}
    )
