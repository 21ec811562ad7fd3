"""Who may see and change models and exemplars."""

from neuguong.core.actor import Actor
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations import rules as base

initiatives = base.Gate(Initiative)
exemplars = base.Gate(Exemplar)


def is_seen(actor: Actor, initiative: Initiative) -> bool:
    """Tell whether `actor` may open a model."""
    return initiatives.visible_to(actor).filter(pk=initiative.pk).exists()


def person_seen(actor: Actor, exemplar: Exemplar) -> bool:
    """Tell whether `actor` may open the page of the person who is the exemplar."""
    return exemplar.person_id is not None and base.people_visible_to(actor).filter(pk=exemplar.person_id).exists()
