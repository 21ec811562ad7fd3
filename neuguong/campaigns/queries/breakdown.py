"""Figures of every organisation of a subtree, zeros too; asked in a few statements, not one each."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from neuguong.campaigns.indicators import REGISTRY, Indicator, Question
from neuguong.campaigns.queries.counting import counted, tallies
from neuguong.campaigns.queries.declared import counting
from neuguong.campaigns.queries.figures import Figure, indicator, make
from neuguong.organisations.models import Organisation


def by_organisation(
    question: Question, codes: Iterable[str] | None = None
) -> dict[Organisation, list[Figure]]:
    """Return the figures of each organisation's own subtree, in the order of the tree."""
    wanted = [indicator(code) for code in (codes if codes is not None else REGISTRY.listed())]
    needed = counted([item.code for item in wanted])
    recorded = tallies(question, needed)
    declared = _declared(question, needed)
    found = {}
    for organisation in members(question):
        own = {code: values.get(organisation.pk, 0) for code, values in recorded.items()}
        added = {code: values.get(organisation.pk, 0) for code, values in declared.items()}
        found[organisation] = [make(item, question, own, added, {}, organisation.code) for item in wanted]
    return found


def members(question: Question) -> QuerySet[Organisation]:
    """Return the organisations of the subtree that stood in it during the period."""
    return Organisation.objects.filter(question.scope.at("pk", question.period.end)).order_by("path")


def _declared(question: Question, needed: list[Indicator]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for code, values in counting(question, needed).items():
        for value in values:
            for part in value.path.rstrip(".").split("."):
                found[code][int(part)] += int(value.value)
    return found
