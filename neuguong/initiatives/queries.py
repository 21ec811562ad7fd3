"""Reading models."""

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.initiatives import rules
from neuguong.initiatives.models import Initiative


def adoptions(actor: Actor, initiative: Initiative) -> QuerySet[Initiative]:
    """Return the models that follow this one, of those that `actor` may see."""
    rows = rules.initiatives.visible_to(actor).filter(adopted_from=initiative)
    return rows.select_related("organisation").order_by("registered_on", "pk")
