"""Who stood where on which day: the organisations of a subtree and the people who belong there."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, Q, QuerySet

from neuguong.campaigns.duties.people import Held, People, on
from neuguong.campaigns.models import DutyRule
from neuguong.core.spans import begun_by, lasting_from
from neuguong.organisations.models import Membership, Organisation, Placement
from neuguong.organisations.queries import Scope

_MOVED = Placement.objects.exclude(since=None, until=None)
# Beyond so many places of old, records are looked for everywhere.
_PLACES = 100


class Stand(NamedTuple):
    """What an organisation is on a day, and the keys of all above it with its own."""

    path: str
    line: frozenset[int]
    kind: str
    group: int | None
    exists: bool


class Place(NamedTuple):
    """What an organisation is called today."""

    pk: int
    code: str
    name: str
    kind: str
    sort_key: str
    group: int | None
    group_name: str


class Ground:
    """The organisations under `place` (or, with `person`, wherever that person belongs) through all days."""

    def __init__(self, place: Organisation, person: int | None = None) -> None:
        self.place, self._person = place, person
        self.scope = Scope(place)
        self._standing: dict[dt.date, dict[int, Stand]] = {}

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        if self._person is not None:
            return self._read(Placement.objects.filter(organisation__memberships__person=self._person).distinct())
        here = Q(path__under=self.place.path) | Q(organisation=self.place.pk)
        rows = self._read(Placement.objects.filter(here).annotate(moved_=Exists(_MOVED)), "moved_")
        self.scope.tell([(row[1], row[-1]) for row in rows if row[0] == self.place.pk])
        if self.scope.anyone_moved:
            rows = self._read(
                Placement.objects.filter(organisation__in=self.scope.placements.values("organisation_id"))
            )
        return rows

    def _read(self, rows: QuerySet[Placement], *more: str) -> list[tuple[Any, ...]]:
        names = ("organisation_id", "path", "kind", "since", "until")
        own = ("kind", "group_id", "since", "until", "folded_into_id", "code", "name", "sort_key", "group__name")
        return list(rows.values_list(*names, *(f"organisation__{name}" for name in own), *more))

    def standing(self, day: dt.date) -> dict[int, Stand]:
        """Return the organisations that stand here on `day`, by key; those without existence then are marked so."""
        if day not in self._standing:
            self._standing[day] = dict(self._stands(day))
        return self._standing[day]

    def _stands(self, day: dt.date) -> Iterator[tuple[int, Stand]]:
        for pk, path, kind, since, until, today, group, born, died, folded, *_rest in self._rows:
            if not on(since, until, day):
                continue
            line = line_of(path)
            if self._person is None and self.place.pk not in line:
                continue
            yield pk, Stand(path, line, kind or today, group, folded is None and on(born, died, day))

    @property
    def places(self) -> dict[int, Place]:
        """The organisations that stood here on some day, by key."""
        return {row[0]: Place(row[0], row[10], row[11], row[5], row[12], row[6], row[13] or "") for row in self._rows}

    def rules(self, end: dt.date) -> list[DutyRule]:
        """Return the rules set above, at and below, that hold on some day up to `end`; one query."""
        if self._person is not None:
            lines = {key for row in self._rows for key in line_of(row[1])}
            near = Q(organisation__in=lines)
        else:
            assert self._rows  # noqa: S101 - read first, as it tells the scope where the place stood
            above = {key for path in self.scope.paths for key in line_of(path)}
            near = Q(organisation__in=above) | Q(organisation__in=self.scope.placements.values("organisation_id"))
        return list(DutyRule.objects.filter(near, begun_by(end)).order_by("pk"))

    def near(self, organisation: str) -> Q:
        """Return the condition that records of the organisation at that lookup may discharge a duty of those here."""
        if self._person is not None:
            return Q(**{f"{organisation}__in": [row[0] for row in self._rows]})
        if not self.scope.anyone_moved:
            return Q(**{f"{organisation}__path__under": self.place.path})
        tops = _tops(row[1] for row in self._rows)
        if len(tops) > _PLACES:
            return Q()
        under = Q()
        for path in tops:
            under |= Q(path__under=path)
        return Q(**{f"{organisation}__in": Placement.objects.filter(under).values("organisation_id")})

    def memberships(self, days: Sequence[dt.date]) -> QuerySet[Membership]:
        """Return the memberships here of people who are not exempt for good, that hold on some of `days`' span."""
        begun, lasting = begun_by(max(days)), lasting_from(min(days))
        if self._person is not None:
            here = Q(person=self._person)
        elif self.scope.anyone_moved:
            here = Q(organisation__in=self.scope.placements.values("organisation_id"))
        else:
            here = Q(organisation__path__under=self.place.path)
        return Membership.objects.filter(here, begun, lasting, is_exempt=False)

    def owing(self, rule: DutyRule, day: dt.date, people: People) -> Iterator[tuple[Held, Stand]]:
        """Yield who owes by `rule`, each once, where they belong first of all on `day`."""
        standing = self.standing(day)
        seen: set[int] = set()
        for one in people.held:
            stand = standing.get(one.organisation)
            if stand is None or one.person in seen or not on(one.since, one.until, day):
                continue
            if meant(rule, stand) and people.owes(rule, one, day):
                seen.add(one.person)
                yield one, stand


def meant(rule: DutyRule, stand: Stand) -> bool:
    """Tell whether the rule is for an organisation that stands so, or for the people there."""
    if rule.organisation_id not in stand.line:
        return False
    if rule.org_kinds and stand.kind not in rule.org_kinds:
        return False
    return rule.group_id is None or rule.group_id == stand.group


@lru_cache(maxsize=65536)
def line_of(path: str | None) -> frozenset[int]:
    """Return the keys along a path."""
    return frozenset(int(part) for part in (path or "").split(".") if part)


def _tops(paths: Iterable[str]) -> list[str]:
    """Return the paths that lie under none of the others."""
    found: list[str] = []
    for path in sorted(set(paths)):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found
