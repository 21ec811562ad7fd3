"""What comes due in a period as columns: one for each thing owed, in the order of the work."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from neuguong.campaigns.duties import KINDS, Occasion, Subject, name
from neuguong.campaigns.models import Per
from neuguong.campaigns.periods import Period
from neuguong.ui.http import at

_PARTS = (Per.MONTH, Per.QUARTER, Per.HALF)
Key = tuple[str, str, str]
# Stand in an address for an organisation's code and a record's key until they are known.
_ANYBODY, NOBODY = "X", "/0/"


@dataclass(frozen=True, slots=True)
class Column:
    """One thing owed: what, for when, the last day on which any of it is due.

    `figure` is the page of the figure that a cell opens and `record` that of a record of key NOBODY, both from the
    period in the address on; `does` names the page that does it. `document`: the key of the one whose
    provisions the column opens to.
    """

    key: Key
    group: str
    label: str
    due: dt.date
    of_people: bool
    figure: str = ""
    record: str = ""
    does: str = ""
    document: int | None = None


def columns(occasions: Sequence[Occasion], period: Period) -> list[Column]:
    """Return the columns of what is owed: by kind, within a kind by due day."""
    found: dict[Key, list[Occasion]] = {}
    for one in occasions:
        found.setdefault(key_of(one, period), []).append(one)
    order = {code: index for index, code in enumerate(KINDS.by_code)}
    made = [_column(key, of_key, period) for key, of_key in found.items()]
    return sorted(made, key=lambda one: (order[one.key[0]], one.group, one.due, one.label))


def key_of(one: Occasion, period: Period) -> Key:
    """Return which column an occasion stands in: over years the parts of a year share one, tasks always do."""
    if one.owner is not None:
        return one.rule.kind, name(one.rule), ""
    if one.rule.per in _PARTS and len(period.years) > 1:
        return one.rule.kind, name(one.rule), str(one.start.year)
    return one.rule.kind, name(one.rule), f"{one.rule.pk} {one.key}"


def _column(key: Key, of_key: list[Occasion], period: Period) -> Column:
    first, kind = of_key[0], KINDS.by_code[key[0]]
    of_people = kind.subject == Subject.PERSON
    own, label = first.key, first.label
    if first.owner is not None:
        own, label = period.code, _("trong kỳ")
    elif key[2] == str(first.start.year):
        own = label = key[2]
    elif own == str(first.start.year):
        label = own
    elif len(period.years) == 1:
        label = label.removesuffix(f"/{period.start.year}")
    period_of = "" if own.startswith("#") else own
    return Column(
        key,
        key[1],
        label,
        max(one.due for one in of_key),
        of_people,
        figure=_page(period_of, "reporting:figure", kind.indicator) if kind.indicator and period_of else "",
        record=_page(str(period.end.year), kind.opens, NOBODY.strip("/")) if kind.opens else "",
        does=kind.does,
        document=first.ref if first.rule.kind == "plan" else None,
    )


def _page(period: str, name: str, argument: object) -> str:
    """Return the address of a page of any organisation from the period on; nothing where there is no such page."""
    try:
        return f"{period}{at(_ANYBODY, period, name, argument).partition(f'/{_ANYBODY}/{period}')[2]}"
    except NoReverseMatch:
        return ""
