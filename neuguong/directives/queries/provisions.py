"""Reading provisions, and what organisations answer to them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from neuguong.campaigns.duties.rows import Row, select, union
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.core.spans import existing_on
from neuguong.directives import rules
from neuguong.directives.models import PLAN_KINDS, Concretisation, Directive, Inapplicable, Provision
from neuguong.directives.numbering import headings
from neuguong.organisations.models import GRASSROOTS, Organisation


def provisions_of(directive: Directive) -> list[Provision]:
    """Return the numbered items of a document, in its order; whoever sees the document sees them."""
    return list(Provision.objects.filter(directive=directive).order_by("place"))


def get_provision(actor: Actor, pk: int) -> Provision:
    """Return a provision with its document; raises NotVisible where the document isn't for this actor."""
    seen = rules.directives.visible_to(actor).values("pk")
    return one_of(Provision.objects.filter(pk=pk, directive__in=seen).select_related("directive__organisation"))


def get_inapplicable(actor: Actor, pk: int) -> Inapplicable:
    """Return why a provision does not apply somewhere; raises NotVisible where it isn't for this actor."""
    rows = rules.inapplicable.visible_to(actor).filter(pk=pk)
    return one_of(rows.select_related("organisation__parent", "upper__directive__organisation"))


def to_answer(directive_id: int | None) -> list[Provision]:
    """Return the items of a document that are carried out: those without others below them."""
    rows = list(Provision.objects.filter(directive=directive_id).order_by("place"))
    above = headings(row.number for row in rows)
    return [row for row in rows if row.number not in above]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a plan answers by the key of each provision above: its own numbers, a word, why it does not apply."""

    numbers: dict[int, list[str]]
    words: dict[int, str]
    reasons: dict[int, Inapplicable]


def answers_of(plan: Directive) -> Answers:
    """Return what a plan answers to the document that it carries out; two queries."""
    links = Concretisation.objects.filter(lower__directive=plan, upper__directive=plan.concretises_id)
    numbers, words = defaultdict[int, list[str]](list), dict[int, str]()
    for upper, number, word in links.order_by("lower__place").values_list("upper_id", "lower__number", "word"):
        numbers[upper].append(number)
        words[upper] = word
    said = Inapplicable.objects.filter(organisation=plan.organisation_id, upper__directive=plan.concretises_id)
    return Answers(numbers, words, {row.upper_id: row for row in said})


def carried_out_by_provision(plan: Directive) -> dict[int, list[str]]:
    """Return by the key of a plan's own provision the numbers of those above that it carries out."""
    found = defaultdict[int, list[str]](list)
    links = Concretisation.objects.filter(lower__directive=plan).order_by("upper__place")
    for lower, number in links.values_list("lower_id", "upper__number"):
        found[lower].append(number)
    return found


def said_inapplicable(actor: Actor, directive: Directive, place: Organisation) -> QuerySet[Inapplicable]:
    """Return where at or below `place` which provision of a document is said not to apply, as far as `actor` sees."""
    rows = rules.inapplicable.within(actor, place).filter(upper__directive=directive).select_related("upper")
    return rows.order_by("organisation__sort_key", "upper__place", "pk")


class Asked(NamedTuple):
    """A provision that is carried out below: its key, its number and its text."""

    pk: int
    number: str
    text: str

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Plan(NamedTuple):
    """A plan: its key, its day and its number."""

    pk: int
    day: dt.date
    number: str


class Aside(NamedTuple):
    """That a provision does not apply somewhere: the key, whether it stands, and why."""

    pk: int
    stands: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Below:
    """What is asked by a document, and what those below answer: by organisation its plan, its plan or why not by both.

    Of several plans the earliest counts.
    """

    asked: list[Asked] = field(default_factory=list)
    plans: dict[int, Plan] = field(default_factory=dict)
    carried: dict[tuple[int, int], Plan] = field(default_factory=dict)
    aside: dict[tuple[int, int], Aside] = field(default_factory=dict)


def answered_below(directive: Directive, place: Organisation) -> Below:
    """Return what a document asks and what organisations at and below `place` answer; one query."""
    here, found = Q(organisation__path__under=place.path), Below()
    items = Provision.objects.filter(directive=directive)
    plans = Directive.objects.filter(here, concretises=directive, kind__in=PLAN_KINDS)
    said = Inapplicable.objects.filter(here, upper__directive=directive)
    upper = F("provisions__concretises__upper")
    told = Concat("number", Value("\n"), "text")
    rows = list(
        union(
            [
                select("asked", items, "directive_id", text=told, low=F("place")),
                select("plan", plans, "organisation_id", text=F("number"), low=upper, day="date"),
                select("aside", said, "organisation_id", text=F("reason"), low=F("upper"), day="returned_on"),
            ]
        )
    )
    asked = [Asked(row.pk, *row.text.split("\n", 1)) for row in sorted(rows, key=_place) if row.kind == "asked"]
    above = headings(one.number for one in asked)
    found.asked.extend(one for one in asked if one.number not in above)
    for row in sorted(rows, key=_day):
        key, made = (row.who, row.low or 0), Plan(row.pk, row.day or dt.date.max, row.text)
        if row.kind == "plan":
            found.plans.setdefault(row.who, made)
            found.carried.setdefault(key, made)
        elif row.kind == "aside":
            found.aside[key] = Aside(row.pk, row.day is None, row.text)
    return found


def _place(row: Row) -> int:
    return row.low or 0


def _day(row: Row) -> tuple[dt.date, int]:
    return row.day or dt.date.max, row.pk


def bound_below(directive: Directive, place: Organisation) -> set[int]:
    """Return the organisations at the base, at and below `place`, for which a document is meant today."""
    owner = directive.organisation
    rows = Organisation.objects.filter(existing_on(clock.today()), kind__in=GRASSROOTS, folded_into=None)
    below = rows.filter(path__under=owner.path).filter(path__under=place.path).exclude(pk=owner.pk)
    return set(below.order_by().values_list("pk", flat=True))
