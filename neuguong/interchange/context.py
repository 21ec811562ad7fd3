"""What all kinds of one import share: who writes, and lookups that are loaded once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from neuguong.activities.models import Session
from neuguong.commendations.models import Round
from neuguong.core import clock, trees
from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.directives.models import Directive
from neuguong.organisations.models import Membership, Organisation, Person
from neuguong.organisations.queries import BodyNames
from neuguong.organisations.rules import WRITERS

# Above this many codes the whole table is read: one pass beats many small ones.
_MANY = 400


class Context:
    """Lookups of one import; what a kind writes it makes known here for the kinds after it."""

    def __init__(self, actor: Actor, batch: int | None) -> None:
        self.actor = actor
        self.batch = batch
        self.today = clock.today()
        self.outside: dict[str, int] = defaultdict(int)

    @cached_property
    def bodies(self) -> BodyNames:
        """All organisations by code and name."""
        return BodyNames()

    def reaches(self, path: str) -> bool:
        """Tell whether the actor may write at the tree path."""
        return self.actor.reaches(path, *WRITERS)

    @cached_property
    def paths(self) -> dict[int, str]:
        """Tree paths by organisation id."""
        return dict(Organisation.objects.values_list("pk", "path"))

    def forget_tree(self) -> None:
        """Have organisations read anew, after they were written."""
        self.__dict__.pop("bodies", None)
        self.__dict__.pop("paths", None)

    def people(self, codes: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Return person code -> (id, name) for those of `codes` that exist."""
        wanted = set(codes)
        rows = Person.objects.values_list("code", "pk", "full_name")
        if len(wanted) <= _MANY:
            rows = rows.filter(code__in=wanted)
        return {code: (pk, name) for code, pk, name in rows.iterator(chunk_size=10_000) if code in wanted}

    def homes(self, people: Iterable[int]) -> "Homes":
        """Return where each of `people` belongs, by date."""
        return Homes(set(people))

    @cached_property
    def rounds(self) -> dict[str, Round]:
        """Rounds by folded name."""
        return {fold(found.name): found for found in Round.objects.all()}

    @cached_property
    def directives(self) -> dict[str, list[tuple[int, str, dt.date]]]:
        """Folded number -> (id, tree path of the register, date) of the documents with it."""
        found: dict[str, list[tuple[int, str, dt.date]]] = defaultdict(list)
        for pk, number, path, date in Directive.objects.values_list("pk", "number", "organisation__path", "date"):
            found[fold(number)].append((pk, path, date))
        return found

    @cached_property
    def sessions(self) -> dict[tuple[int, dt.date, str], list[int]]:
        """(organisation id, date, folded content) -> ids of the sessions."""
        found: dict[tuple[int, dt.date, str], list[int]] = defaultdict(list)
        for pk, organisation, date, content in Session.objects.values_list("pk", "organisation", "date", "content"):
            found[(organisation, date, fold(content))].append(pk)
        return found


class Homes:
    """Main memberships of people; says where someone belonged on a day."""

    def __init__(self, people: set[int]) -> None:
        rows: Any = Membership.objects.filter(is_main=True).order_by("since", "pk")
        if len(people) <= _MANY:
            rows = rows.filter(person__in=people)
        self._spans: dict[int, list[tuple[dt.date | None, dt.date | None, int]]] = defaultdict(list)
        for person, since, until, organisation in rows.values_list("person_id", "since", "until", "organisation_id"):
            if person in people:
                self._spans[person].append((since, until, organisation))

    def on(self, person: int, date: dt.date) -> int | None:
        """Return the organisation where `person` belonged on `date`, or else the nearest known."""
        spans = self._spans.get(person, [])
        for since, until, organisation in spans:
            if (since is None or since <= date) and (until is None or date <= until):
                return organisation
        return spans[-1][2] if spans else None


def nearest(path: str, candidates: list[tuple[int, str, dt.date]]) -> list[tuple[int, str, dt.date]]:
    """Return those of `candidates` that stand at the lowest place on the way from `path` up to the root."""
    for place in reversed(trees.ancestors(path)):
        here = [found for found in candidates if found[1] == place]
        if here:
            return here
    return []
