"""Reading provisions, and what organisations answer to them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from neuguong.core.actor import Actor
from neuguong.core.rows import one_of
from neuguong.directives import rules
from neuguong.directives.models import Concretisation, Directive, Inapplicable, Provision
from neuguong.directives.numbering import headings
from neuguong.organisations.models import Organisation


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
