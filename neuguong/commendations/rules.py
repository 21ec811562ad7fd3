"""Who may see and change rounds, nominations and awards."""

from django.db.models import QuerySet

from neuguong.commendations.models import Award, Nomination, Round
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Role

nominations = base.Gate(Nomination)
awards = base.Gate(Award)


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Return the rounds: everyone who nominates must know what is open."""
    return Round.objects.all() if actor.reach_all or actor.grants else Round.objects.none()


def can_open_round(actor: Actor) -> bool:
    """Tell whether `actor` may open or change a round: officers and standing committees."""
    return actor.reach_all or bool(actor.roots(Role.OFFICER, Role.STANDING))
