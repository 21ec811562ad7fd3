"""Records of a body that its end would leave behind: dated after its last day, or still waiting for somebody."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from neuguong.core.models import Record
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.consequences import registers

# What counts, and whether it is what still waits.
_Sort = tuple[QuerySet[Any], str, str, bool]


@dataclass(frozen=True, slots=True)
class Outlasting:
    """How many records of one register, named in words, a body leaves behind; `waits` tells why."""

    organisation: str
    register: str
    number: int
    waits: bool

    def __str__(self) -> str:
        return f"{self.number} {self.register}"


def outlasting(organisations: Iterable[Organisation], last: dt.date) -> list[Outlasting]:
    """Return, in one statement, what bodies whose last day is `last` would leave behind."""
    names = {one.pk: one.name for one in organisations}
    sorts = list(_sorts(last))
    selects = [
        _counts(rows.filter(**{f"{column}__in": names}), column, index)
        for index, (rows, column, _register, _waits) in enumerate(sorts)
    ]
    if not names or not selects:
        return []
    first, *rest = selects
    found: dict[tuple[int, str, bool], int] = defaultdict(int)
    for index, organisation, number in first.union(*rest, all=True):
        _rows, _column, register, waits = sorts[index]
        found[organisation, register, waits] += number
    return [Outlasting(names[pk], register, number, waits) for (pk, register, waits), number in sorted(found.items())]


def said(found: Sequence[Outlasting], last: dt.date) -> str:
    """Return in words what is left behind: «3 buổi sinh hoạt, 1 nhiệm vụ ghi sau ngày …; 1 kiến nghị còn mở»."""
    later, waiting = (", ".join(map(str, _summed(found, waits))) for waits in (False, True))
    told = [_("%(what)s ghi sau ngày %(day)s") % {"what": later, "day": f"{last:%d/%m/%Y}"}] if later else []
    return "; ".join([*told, *([_("%(what)s chưa kết thúc") % {"what": waiting}] if waiting else [])])


def _summed(found: Sequence[Outlasting], waits: bool) -> Iterator[Outlasting]:
    own = [one for one in found if one.waits == waits]
    for register in dict.fromkeys(one.register for one in own):
        yield Outlasting("", register, sum(one.number for one in own if one.register == register), waits)


def _sorts(last: dt.date) -> Iterator[_Sort]:
    for model, column in registers():
        words = str(model._meta.verbose_name_plural)
        if not issubclass(model, Record):
            continue
        if model.own_days:
            rows = model._default_manager.filter(_after(model, last)).order_by()
            # What is another's too is counted there.
            own = rows if column == "organisation_id" else rows.exclude(Q(organisation_id=F(column)))
            yield own, column, words, False
        if model.pending is not None and column == "organisation_id":
            yield model._default_manager.filter(model.pending).order_by(), column, words, True


def _after(model: type[Record], last: dt.date) -> Q:
    fields = [model._meta.get_field(name) for name in model.own_days]
    days = [F(field.name) for field in fields]
    value = last if isinstance(fields[0], models.DateField) else last.year
    return Q(GreaterThan(days[0] if len(days) == 1 else Coalesce(*days), value))


def _counts(rows: QuerySet[Any], column: str, index: int) -> QuerySet[Any]:
    counted: QuerySet[Any] = rows.annotate(sort_=Value(index)).values("sort_", column).annotate(number_=Count("pk"))
    return counted.values_list("sort_", column, "number_")
