"""Who stood where on which day: the organisations of a subtree and the people who belong there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from neuguong.campaigns.models import DutyRule, Who
from neuguong.core.text import fold
from neuguong.organisations.models import Membership, Organisation, PartyStatus, Pause, PersonGroup, Placement, Post
from neuguong.organisations.queries import Scope

# Beyond so many places of old, records are looked for everywhere.
_PLACES = 100
_PARTY = {Who.PARTY: (PartyStatus.OFFICIAL, PartyStatus.PROBATIONARY), Who.OFFICIAL: (PartyStatus.OFFICIAL,)}


class Stand(NamedTuple):
    """What an organisation is on a day, and the keys of all above it with its own."""

    path: str
    line: frozenset[int]
    kind: str
    group: int | None
    exists: bool


class Held(NamedTuple):
    """A membership with what rules ask about."""

    pk: int
    person: int
    organisation: int
    since: dt.date | None
    until: dt.date | None
    main: bool
    head: bool
    party: str


class Ground:
    """The organisations under `place` (or, with `person`, wherever that person belongs) through all days."""

    def __init__(self, place: Organisation, person: int | None = None) -> None:
        self.place, self._person = place, person
        self.scope = Scope(place)
        self._standing: dict[dt.date, dict[int, Stand]] = {}
        self._marked: dict[str, dict[int, list[tuple[str, dt.date | None, dt.date | None]]]] = {}

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        names = ("organisation_id", "path", "kind", "since", "until")
        own = ("kind", "group_id", "since", "until", "folded_into_id")
        if self._person is not None:
            rows = Placement.objects.filter(organisation__memberships__person=self._person).distinct()
        elif self.scope.anyone_moved:
            rows = Placement.objects.filter(organisation__in=self.scope.placements.values("organisation_id"))
        else:
            rows = self.scope.placements
        return list(rows.values_list(*names, *(f"organisation__{name}" for name in own)))

    def standing(self, day: dt.date) -> dict[int, Stand]:
        """Return the organisations that stand here on `day`, by key; those without existence then are marked so."""
        if day not in self._standing:
            self._standing[day] = dict(self._stands(day))
        return self._standing[day]

    def _stands(self, day: dt.date) -> Iterator[tuple[int, Stand]]:
        for pk, path, kind, since, until, today, group, born, died, folded in self._rows:
            if not _holds(since, until, day):
                continue
            line = line_of(path)
            if self._person is None and self.place.pk not in line:
                continue
            yield pk, Stand(path, line, kind or today, group, folded is None and _holds(born, died, day))

    def rules(self, end: dt.date) -> list[DutyRule]:
        """Return the rules set above, at and below, that hold on some day up to `end`; one query."""
        if self._person is not None:
            lines = {key for row in self._rows for key in line_of(row[1])}
            near = Q(organisation__in=lines)
        else:
            above = {key for path in self.scope.paths for key in line_of(path)}
            near = Q(organisation__in=above) | Q(organisation__in=self.scope.placements.values("organisation_id"))
        begun = Q(since__isnull=True) | Q(since__lte=end)
        return list(DutyRule.objects.filter(near, begun).order_by("pk"))

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
        begun = Q(since__isnull=True) | Q(since__lte=max(days))
        lasting = Q(until__isnull=True) | Q(until__gte=min(days))
        if self._person is not None:
            here = Q(person=self._person)
        elif self.scope.anyone_moved:
            here = Q(organisation__in=self.scope.placements.values("organisation_id"))
        else:
            here = Q(organisation__path__under=self.place.path)
        return Membership.objects.filter(here, begun, lasting, is_exempt=False)

    def people(self, rules: Sequence[DutyRule], days: Sequence[dt.date]) -> list[Held]:
        """Return the memberships for `rules` about people; what they ask besides is read in one more query."""
        found = self.memberships(days)
        marks = _marks(found, rules)
        for sort, key, text, since, until in marks[0].union(*marks[1:], all=True) if len(marks) > 1 else marks[0]:
            self._marked.setdefault(sort, defaultdict(list))[key].append((text, since, until))
        own = ("pk", "person_id", "organisation_id", "since", "until", "is_main", "is_head", "person__party_status")
        return [Held(*row) for row in found.order_by("-is_main", "pk").values_list(*own)]

    def owing(self, rule: DutyRule, day: dt.date, held: Iterable[Held]) -> Iterator[tuple[Held, Stand]]:
        """Yield who owes by `rule`, each once, where they belong first of all on `day`."""
        standing, paused = self.standing(day), self._marked.get("pause", {})
        seen: set[int] = set()
        for one in held:
            stand = standing.get(one.organisation)
            if stand is None or one.person in seen or not _holds(one.since, one.until, day):
                continue
            if any(_holds(since, until, day) for _text, since, until in paused.get(one.person, ())):
                continue
            if meant(rule, stand) and self._is_meant(rule, one):
                seen.add(one.person)
                yield one, stand

    def _is_meant(self, rule: DutyRule, one: Held) -> bool:
        if rule.who == Who.HEADS and not one.head:
            return False
        if Who(rule.who) in _PARTY and one.party not in _PARTY[Who(rule.who)]:
            return False
        if rule.person_group and not self._says("group", one.person, rule.person_group):
            return False
        return not rule.post or self._says("post", one.pk, fold(rule.post))

    def _says(self, sort: str, key: int, text: str) -> bool:
        told = self._marked.get(sort, {}).get(key, ())
        return any((fold(word) if sort == "post" else word) == text for word, _since, _until in told)


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


def _holds(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _tops(paths: Iterable[str]) -> list[str]:
    """Return the paths that lie under none of the others."""
    found: list[str] = []
    for path in sorted(set(paths)):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found


def _marks(held: QuerySet[Membership], rules: Sequence[DutyRule]) -> list[QuerySet[Any, Any]]:
    """Return one small SELECT for each thing that is asked about people: sort, key, text, from, until."""
    people = held.order_by().values("person_id")
    nothing, never = Value("", output_field=CharField()), Cast(Value(None), DateField())
    found: list[QuerySet[Any, Any]] = [_mark("pause", Pause.objects.filter(person__in=people), "person_id", nothing)]
    found = [found[0].values_list("sort_", "key_", "text_", "since", "until")]
    if any(rule.person_group for rule in rules):
        groups = _mark("group", PersonGroup.objects.filter(person__in=people), "person_id", F("name"))
        found.append(groups.annotate(since_=never, until_=never).values_list(*_COLUMNS))
    if any(rule.post for rule in rules):
        posts = _mark(
            "post", Post.objects.filter(membership__in=held.order_by().values("pk")), "membership_id", F("title")
        )
        found.append(posts.annotate(since_=never, until_=never).values_list(*_COLUMNS))
    return found


_COLUMNS = ("sort_", "key_", "text_", "since_", "until_")


def _mark(sort: str, rows: QuerySet[Any], key: str, text: Any) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.order_by().annotate(sort_=Value(sort), key_=F(key), text_=text)
    return named
