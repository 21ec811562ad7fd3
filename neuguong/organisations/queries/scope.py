"""Which records belong to an organisation's subtree: in the structure of their day, or of today."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import BaseExpression, Combinable

from neuguong.core.spans import begun_by, existing_on, lasting_from
from neuguong.organisations.models import Organisation, Placement


class Structure(StrEnum):
    """`then`: where the organisation stood when the record happened; `now`: where it stands today."""

    THEN = "then"
    NOW = "now"


class Scope:
    """The subtree of one organisation, read in one structure.

    Most organisations never move: they have one open-ended placement, and their records are found
    by a plain list of ids. Only for those that did move is the record's date compared.
    """

    def __init__(self, organisation: Organisation, structure: Structure = Structure.THEN) -> None:
        self.organisation = organisation
        self.structure = structure

    def records(self, organisation: str, moment: str | dt.date) -> Q:
        """Return the condition on records whose organisation is at the lookup path `organisation`.

        `moment` is the name of the record's date, or one date for all of them.
        """
        if isinstance(moment, dt.date):
            return self.at(organisation, moment)
        if self.structure is Structure.NOW:
            return Q(**{f"{organisation}__in": self._now})
        always = Q(**{f"{organisation}__in": self._always})
        if not self.anyone_moved:
            return always
        dated = self._dated.filter(organisation_id=OuterRef(organisation))
        return always | Q(Exists(_valid(dated, OuterRef(moment))))

    def at(self, organisation: str, date: dt.date) -> Q:
        """Return the condition for a single date."""
        if self.structure is Structure.NOW:
            return Q(**{f"{organisation}__in": self._now})
        return Q(**{f"{organisation}__in": _valid(self.placements, date).values("organisation_id")})

    def during(self, start: dt.date, end: dt.date) -> Q:
        """Return the condition on organisations that stood in the subtree on some day from `start` to `end`."""
        if self.structure is Structure.NOW:
            return Q(path__under=self.organisation.path, folded_into__isnull=True)
        standing = self.placements.filter(begun_by(end), lasting_from(start)).values("organisation_id")
        return Q(pk__in=standing, folded_into__isnull=True)

    def of_kind(self, organisation: str, moment: str | dt.date, kinds: Sequence[str]) -> Q:
        """Return the condition that the organisation at the lookup path `organisation` is of one of `kinds`.

        Then: what it was at `moment`; now: what it is today.
        """
        today = Q(**{"kind__in" if organisation == "pk" else f"{organisation}__kind__in": kinds})
        if self.is_fixed:
            return today
        when = moment if isinstance(moment, dt.date) else OuterRef(moment)
        own = Placement.objects.filter(organisation_id=OuterRef(organisation)).exclude(kind="")
        other = own.exclude(since=None, until=None)
        of_old = Exists(_valid(other.filter(kind__in=kinds), when))
        return Q(of_old) | today & ~Q(Exists(_valid(other, when)))

    def path(self, organisation: str, moment: str | dt.date) -> Combinable | BaseExpression:
        """Return the expression of the tree path under which a record is added up."""
        if self.is_fixed:
            return F(f"{organisation}__path" if organisation != "pk" else "path")
        when = moment if isinstance(moment, dt.date) else OuterRef(moment)
        placements = Placement.objects.filter(organisation_id=OuterRef(organisation))
        return Subquery(_valid(placements, when).values("path")[:1])

    @property
    def _now(self) -> QuerySet[Organisation, int]:
        return Organisation.objects.filter(path__under=self.organisation.path).values_list("pk", flat=True)

    @property
    def paths(self) -> set[str]:
        """Where the organisation itself stands and ever stood."""
        return {self.organisation.path, *self._own_paths}

    @property
    def placements(self) -> QuerySet[Placement]:
        """Placements under the organisation, wherever it stood itself."""
        under = Q()
        for path in self.paths:
            under |= Q(path__under=path)
        return Placement.objects.filter(under)

    def tell(self, own: list[tuple[str, bool]]) -> None:
        """Take what was read already: where the organisation stood itself, beside each whether anyone ever moved."""
        self.__dict__["_own"] = own

    @cached_property
    def _own(self) -> list[tuple[str, bool]]:
        """Where the organisation stood itself, beside each whether anyone ever changed place: one query for both."""
        moved = Exists(Placement.objects.exclude(since=None, until=None))
        return list(self.organisation.placements.values_list("path", moved))

    @property
    def _own_paths(self) -> list[str]:
        return [path for path, _moved in self._own] if self.anyone_moved else []

    @property
    def _always(self) -> QuerySet[Placement, int]:
        return self.placements.filter(since=None, until=None).values_list("organisation_id", flat=True)

    @property
    def _dated(self) -> QuerySet[Placement]:
        return self.placements.exclude(since=None, until=None)

    @property
    def is_fixed(self) -> bool:
        """Tell whether each organisation has one place for all days: today's."""
        return self.structure is Structure.NOW or not self.anyone_moved

    @property
    def anyone_moved(self) -> bool:
        """Tell whether any organisation of the installation ever changed its place."""
        return any(moved for _path, moved in self._own)


class Everywhere(Scope):
    """All organisations: for what has to be found wherever it stood."""

    def records(self, organisation: str, moment: str | dt.date) -> Q:
        """Return the condition that holds for every record."""
        return Q()

    def at(self, organisation: str, date: dt.date) -> Q:
        """Return the condition that holds on every date."""
        return Q()


def _valid(placements: QuerySet[Placement], moment: Any) -> QuerySet[Placement]:
    """Keep the placements that hold at `moment`, a date or a reference to one."""
    return placements.filter(existing_on(moment))
