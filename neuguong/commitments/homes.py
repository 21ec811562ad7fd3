"""Where a signed commitment counts: with whom its writer belongs to on the day of the year on which it is owed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from neuguong.commitments.models import Commitment
from neuguong.core.spans import existing_on
from neuguong.organisations.models import Membership


def yearly() -> QuerySet[Commitment]:
    """Return the commitments for a single year."""
    return Commitment.objects.filter(last_year=F("first_year")).select_related("person", "organisation")


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed commitments of one year: memberships of their writers on `day`, and those of who belongs nowhere then.

    A body that ended in the year owes none for it, and has none: its people have taken theirs along. What nobody took
    along counts where it was written.
    """

    day: dt.date
    at_home: QuerySet[Membership]
    left: QuerySet[Commitment]

    def below(self, path: str) -> Q:
        """Return the condition that one counts at or below the organisation whose path stands at the lookup `path`."""
        under = {"organisation__path__under": OuterRef(path)}
        return Q(Exists(self.at_home.filter(**under).order_by())) | Q(Exists(self.left.filter(**under).order_by()))


def signed_in(year: int, day: dt.date) -> Signed:
    """Return the commitments signed for `year`, counted on `day`; each membership tells its `commitment_`."""
    rows = yearly().filter(first_year=year, signed_on__isnull=False)
    held = Membership.objects.filter(existing_on(day))
    own = rows.filter(person=OuterRef("person_id")).order_by()
    at_home = held.filter(person__in=rows.order_by().values("person_id")).select_related("person", "organisation")
    told = at_home.annotate(commitment_=Subquery(own.values("pk")[:1]), signed_=Subquery(own.values("signed_on")[:1]))
    return Signed(day, told, rows.exclude(Exists(held.filter(person=OuterRef("person_id")))))
