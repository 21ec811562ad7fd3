"""What all kinds of one import share: who writes, and lookups that are loaded once."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q

from neuguong.activities.models import Session
from neuguong.commendations.models import Round
from neuguong.core import clock, trees
from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.directives.models import Directive
from neuguong.interchange.journal import Journal
from neuguong.organisations.models import BESIDE_THE_PARTY, Membership, Organisation, Person
from neuguong.organisations.queries import BodyNames
from neuguong.organisations.rules import WRITERS, knows_of, people_visible_to

T = TypeVar("T")
_AT_ONCE = 5_000
"""How many values one query asks for: SQLite takes 32,766 of them."""


def portions(values: Iterable[T]) -> Iterator[list[T]]:
    """Give the values, each once, in lists that one query can take."""
    whole = list(dict.fromkeys(values))
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]


class Context:
    """Lookups of one import; what a kind writes it makes known here for the kinds after it."""

    def __init__(self, actor: Actor, batch: int, journal: Journal) -> None:
        self.actor = actor
        self.batch = batch
        self.journal = journal
        self.today = clock.today()
        self.outside: Counter[str] = Counter()

    @cached_property
    def bodies(self) -> BodyNames:
        """All organisations by code and name."""
        return BodyNames()

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Codes of organisations by their small letters: what a code in other letters was meant for."""
        return {code.lower(): code for code in self.bodies.by_code}

    def reaches(self, path: str) -> bool:
        """Tell whether the actor may write at the tree path."""
        return self.actor.reaches(path, *WRITERS)

    def is_told(self, path: str) -> bool:
        """Tell whether the actor may be told of the organisation at the tree path; any other does not exist."""
        return knows_of(self.actor, path)

    def told_code(self, code: str | None) -> str | None:
        """Return the code of an organisation of which the actor may be told."""
        return code if code is not None and self.is_told(self.bodies.by_code[code][1]) else None

    @cached_property
    def paths(self) -> dict[int, str]:
        """Tree paths by organisation id."""
        return dict(Organisation.objects.values_list("pk", "path"))

    @cached_property
    def kinds(self) -> dict[int, tuple[str, str]]:
        """Organisation id -> its name, and what it is."""
        return {pk: (name, kind) for pk, name, kind in Organisation.objects.values_list("pk", "name", "kind")}

    @cached_property
    def existences(self) -> dict[int, tuple[str, dt.date | None, dt.date | None]]:
        """Name, first and last day of the organisations that have one, by id; asked for when all are written."""
        dated = Organisation.objects.exclude(since=None, until=None)
        return {
            pk: (name, since, until) for pk, name, since, until in dated.values_list("pk", "name", "since", "until")
        }

    @cached_property
    def beside_the_party(self) -> set[int]:
        """The mass organisations and collectives, by id; asked for when all are written, and only in doubt."""
        rows = Organisation.objects.filter(kind__in=BESIDE_THE_PARTY)
        return set(rows.values_list("pk", flat=True))

    def forget(self, *names: str) -> None:
        """Have lookups read anew, after what they hold was written."""
        for name in names:
            self.__dict__.pop(name, None)

    def people(self, codes: Iterable[str], besides: Q) -> dict[str, int]:
        """Return person code -> id for those of `codes` whom the actor sees, or who fit `besides`."""
        rows = Person.objects.all()
        if not self.actor.reach_all:
            rows = rows.filter(Q(pk__in=people_visible_to(self.actor).order_by().values("pk")) | besides)
        return {
            code: pk for part in portions(codes) for code, pk in rows.filter(code__in=part).values_list("code", "pk")
        }

    def homes(self, people: Iterable[int]) -> "Homes":
        """Return where each of `people` belongs, by date."""
        return Homes(people)

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

    def sessions(self, dates: Iterable[dt.date]) -> dict[tuple[int, dt.date, str], list[int]]:
        """Return (organisation id, date, folded content) -> ids of the sessions on `dates`."""
        found: dict[tuple[int, dt.date, str], list[int]] = defaultdict(list)
        for part in portions(dates):
            rows = Session.objects.filter(date__in=part).values_list("pk", "organisation", "date", "content")
            for pk, organisation, date, content in rows:
                found[(organisation, date, fold(content))].append(pk)
        return found


class Homes:
    """Main memberships of people; says where someone belonged on a day."""

    def __init__(self, people: Iterable[int]) -> None:
        self._spans: dict[int, list[tuple[dt.date, dt.date, int]]] = defaultdict(list)
        for part in portions(people):
            rows: Any = Membership.objects.filter(is_main=True, person__in=part).order_by("pk")
            for person, since, until, home in rows.values_list("person_id", "since", "until", "organisation_id"):
                self._spans[person].append((since or dt.date.min, until or dt.date.max, home))
        for spans in self._spans.values():
            spans.sort()

    def on(self, person: int, date: dt.date) -> int | None:
        """Return the organisation where `person` belonged on `date`, or else the last before it, or the first."""
        spans = self._spans.get(person, [])
        holding = [home for since, until, home in spans if since <= date <= until]
        begun = [home for since, _until, home in spans if since <= date]
        found = holding or begun[-1:] or [home for _since, _until, home in spans]
        return found[0] if found else None


def nearest(path: str, candidates: list[tuple[int, str, dt.date]]) -> list[tuple[int, str, dt.date]]:
    """Return those of `candidates` that stand at the lowest place on the way from `path` up to the root."""
    for place in reversed(trees.ancestors(path)):
        here = [found for found in candidates if found[1] == place]
        if here:
            return here
    return []
