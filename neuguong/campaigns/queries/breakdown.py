"""Figures of every organisation of a subtree, zeros too; asked in a few statements, not one each."""

from collections import defaultdict
from collections.abc import Iterable

from neuguong.campaigns.indicators import REGISTRY, Question
from neuguong.campaigns.queries.counting import Job, counted, tallies
from neuguong.campaigns.queries.declared import Declarations, declarations
from neuguong.campaigns.queries.figures import Figure, indicator, make
from neuguong.organisations.models import Organisation


def by_organisation(question: Question, codes: Iterable[str] | None = None) -> dict[Organisation, list[Figure]]:
    """Return the figures of each organisation's own subtree, in the order of the tree."""
    wanted = [indicator(code) for code in (codes if codes is not None else REGISTRY.listed())]
    needed = counted([item.code for item in wanted])
    (recorded,) = tallies([Job(question, needed)])
    (declared,) = declarations([question], [*needed, *wanted])
    added = _added(declared)
    found = {}
    for organisation in members(question):
        pk = organisation.pk
        own = {code: values.get(pk, 0) for code, values in recorded.items()}
        more = {code: values.get(pk, 0) for code, values in added.items()}
        shares = declared.shares_of(pk)
        found[organisation] = [make(item, question, own, more, shares, organisation.code) for item in wanted]
    return found


def members(question: Question) -> list[Organisation]:
    """Return the organisations that stood in the subtree on some day of the period, in the order of the tree."""
    period = question.period
    rows = Organisation.objects.order_by()
    for scope in question.scopes:
        rows = rows.filter(scope.during(period.start, period.end))
    return sorted(rows, key=lambda organisation: [int(part) for part in organisation.path.rstrip(".").split(".")])


def _added(declared: Declarations) -> dict[str, dict[int, int]]:
    """Return code -> organisation id -> what was declared in its subtree."""
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for code, values in declared.counts.items():
        for value in values:
            for part in value.path.rstrip(".").split("."):
                found[code][int(part)] += int(value.value)
    return found
