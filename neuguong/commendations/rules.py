"""Who may see and change rounds, nominations and awards."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from neuguong.commendations.models import Award, Nomination, Round
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation, Role


class AwardGate(base.Gate[Award]):
    """The door to awards: read where the recipient stands, changed by whoever writes for the body that gave them."""

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may change an award: by the recipient's place, and by who gave it."""
        body = thing.body_organisation
        return base.can_write(actor, thing.organisation) and can_tell_of(actor, body.path if body else None)


nominations = base.Gate(Nomination)
awards = AwardGate(Award)


def can_tell_of(actor: Actor, body: str | None) -> bool:
    """Tell whether `actor` may enter what the body at the tree path gave: who writes there or above it.

    What a body outside the installation gave (None) is entered by who writes at the top, to whom its decision came.
    """
    if body is not None:
        return actor.reaches(body, *base.WRITERS)
    return actor.reach_all or any(path.count(".") == 1 for path in actor.roots(*base.WRITERS))


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Return the rounds: everyone who nominates must know what is open."""
    return Round.objects.all() if actor.reach_all or actor.grants else Round.objects.none()


def can_open_round(actor: Actor) -> bool:
    """Tell whether `actor` may open or change a round: officers and standing committee at the top.

    A round is everyone's: whoever moves its stage moves the figures of all that nominate in it.
    """
    return actor.reach_all or any(path.count(".") == 1 for path in actor.roots(Role.OFFICER, Role.STANDING))


class RoundGate:
    """The door to rounds, which belong to no organisation."""

    def within(self, actor: Actor, organisation: Organisation) -> QuerySet[Round]:
        """Return the rounds, each with how many are `nominated` and `awarded` at or below `organisation`."""
        counts = {
            "nominated": _counted(nominations.within(actor, organisation)),
            "awarded": _counted(awards.within(actor, organisation)),
        }
        return rounds_visible_to(actor).annotate(**counts)

    def get(self, actor: Actor, pk: int) -> Round:
        """Return one round; raises NotVisible where it isn't for this actor."""
        return one_of(rounds_visible_to(actor).filter(pk=pk))

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may change a round."""
        return can_open_round(actor)

    def can_enter(self, actor: Actor, organisation: Organisation | None = None) -> bool:
        """Tell whether `actor` may open a round."""
        return can_open_round(actor)


rounds = RoundGate()


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """Return the number of `rows` that belong to each round."""
    own = rows.filter(round=OuterRef("pk")).order_by().values("round")
    return Coalesce(Subquery(own.annotate(size=Count("pk")).values("size"), output_field=IntegerField()), 0)
