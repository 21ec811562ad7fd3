"""What an indicator is: declared once, it gives value, records, breakdown and column."""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from neuguong.campaigns.periods import Period
from neuguong.core.actor import Actor
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Scope, Structure


@dataclass(frozen=True)
class Question:
    """What is asked: about whom, for which period, in which structure.

    `within` narrows a breakdown to a part of the subtree; `organisation` stays the one asked about,
    as some figures depend on it ("awarded by the organisation asked about").
    """

    organisation: Organisation
    period: Period
    structure: Structure = Structure.THEN
    within: Organisation | None = None

    @cached_property
    def whole(self) -> Scope:
        """The whole subtree of the organisation asked about."""
        return Scope(self.organisation, self.structure)

    @cached_property
    def scope(self) -> Scope:
        """The subtree that the breakdown is narrowed to, or the whole."""
        return Scope(self.within, self.structure) if self.within else self.whole

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The subtrees in all of which a record must lie to count."""
        return (self.whole, self.scope) if self.within else (self.whole,)

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was read for this question already, so that one page does not read it twice."""
        return {}

    def over(self, period: Period) -> "Question":
        """Return the same question about another period; what was looked up in the tree is shared."""
        other = replace(self, period=period)
        other.__dict__.update(whole=self.whole, scope=self.scope)
        return other


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a figure, as a list shows it; `kind` is the model's label, "app.model".

    `contribution` is a whole number, save for a share that was declared.
    """

    title: str
    organisation: str
    date: dt.date | None
    kind: str
    pk: int
    contribution: int | float = 1
    detail: str = ""


Describe = Callable[[Any, Actor], Line]


@dataclass(frozen=True, slots=True)
class Part:
    """Records that contribute; an indicator over several years may have a part for each.

    `rows`: records in the period, of any organisation. `describe`: a record as a line of a list.
    `organisation`: lookup of the record's organisation. `moment`: its date, by name, or one date
    for all. What is counted: each row once; or the sum of `amount`; or each value of `who` once.
    """

    rows: QuerySet[Any]
    describe: Describe
    moment: str | dt.date
    organisation: str = "organisation"
    amount: str = ""
    who: str = ""


Words = str | Promise


@dataclass(frozen=True, slots=True)
class Indicator:
    """A counted figure; `definition` says in one sentence what is counted.

    `own_only`: the figure depends on who is asked about, so only that organisation can declare it.
    """

    code: str
    label: Words
    unit: Words
    definition: Words
    parts: Callable[[Question], list[Part]]
    listed: bool = True
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in per cent, rounded half up to one decimal, of one indicator in another."""

    code: str
    label: Words
    definition: Words
    numerator: str
    denominator: str
    unit: Words = "%"
    listed: bool = True


@dataclass(slots=True)
class Registry:
    """All indicators by code, in the order in which the rooms were joined."""

    by_code: dict[str, Indicator | Rate] = field(default_factory=dict)

    def add(self, *indicators: Indicator | Rate) -> None:
        """Make indicators known; the same declaration may come again."""
        for indicator in indicators:
            self.by_code[indicator.code] = indicator

    def listed(self) -> list[str]:
        """Return the codes that are offered; the rest only serve rates."""
        return [code for code, indicator in self.by_code.items() if indicator.listed]


REGISTRY = Registry()
