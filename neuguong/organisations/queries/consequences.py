"""What an event would change, counted before and after; higher rooms add what they count in config/wiring."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Value
from django.utils.translation import gettext as _

from neuguong.core.spans import existing_on as held_on
from neuguong.organisations.models import Grant, LifePart, Membership, Organisation, Placement

Number = int | float | None
# SQLite joins at most 500 SELECTs in one statement.
_AT_ONCE = 400
# What tells where an organisation stands and what happened to it, and is no record of its work.
_OWN: tuple[type[models.Model], ...] = (Organisation, Placement, LifePart)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about an organisation: `group` and `label` in words, as a table shows them; a share has a unit."""

    group: str
    label: str
    organisation: str
    value: Number
    unit: str = ""


Source = Callable[[Organisation, dt.date], Iterable[Measure]]


@dataclass(slots=True)
class Registry:
    """All that is counted before and after an event, each by a function of an organisation and the event's day."""

    sources: list[Source] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Have `source` counted too; the same may come again."""
        if source not in self.sources:
            self.sources.append(source)

    def measure(self, organisations: Iterable[Organisation], day: dt.date) -> list[Measure]:
        """Count everything about each of `organisations`."""
        asked = list(organisations)
        more = (one for organisation in asked for source in self.sources for one in source(organisation, day))
        return [*belonging(asked, day), *more]


CONSEQUENCES = Registry()


def registers() -> Iterator[tuple[type[models.Model], str]]:
    """Yield each model, of any room, that refers to organisations, with the column by which it does."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in _OWN:
            yield relation.related_model, str(relation.field.attname)


def belonging(organisations: Sequence[Organisation], day: dt.date) -> Iterator[Measure]:
    """Count, in one statement, who belongs to each organisation itself, to it with all below it, and its roles."""
    held, grants = Membership.objects.filter(held_on(day)), Grant.objects.filter(held_on(day))
    people = _("Người")
    told = [
        ((group, label, one.name), rows, who)
        for one in organisations
        for group, label, rows, who in (
            (people, _("sinh hoạt tại chính tổ chức"), held.filter(organisation=one), "person"),
            (
                people,
                _("sinh hoạt tại tổ chức và trực thuộc"),
                held.filter(organisation__path__under=one.path),
                "person",
            ),
            (_("Phân quyền"), _("vai trò đang có"), grants.filter(organisation=one), "pk"),
        )
    ]
    counts = _counted([(rows, who) for _words, rows, who in told])
    for (words, _rows, _who), number in zip(told, counts, strict=True):
        yield Measure(*words, number)


def records(organisations: Sequence[Organisation]) -> Iterator[Measure]:
    """Count, in one statement, the records of each register at the organisations themselves, where there are any."""
    told = [
        (one, str(model._meta.verbose_name_plural), model._default_manager.filter(organisation=one.pk))
        for one in organisations
        for model, column in registers()
        if model not in (Membership, Grant) and column == "organisation_id"
    ]
    counts = _counted([(rows, "pk") for _one, _label, rows in told])
    for (one, label, _rows), number in zip(told, counts, strict=True):
        if number:
            yield Measure(_("Bản ghi"), label, one.name, number)


def _counted(asked: Sequence[tuple[models.QuerySet[Any], str]]) -> list[int]:
    """Return how many different values of a field each of the rows hold; a statement takes so many at once."""
    counts = [0] * len(asked)
    selects = [
        rows.order_by().annotate(at_=Value(index)).values("at_").annotate(number_=Count(who, distinct=True))
        for index, (rows, who) in enumerate(asked)
    ]
    for start in range(0, len(selects), _AT_ONCE):
        first, *rest = [one.values_list("at_", "number_") for one in selects[start : start + _AT_ONCE]]
        for index, number in first.union(*rest, all=True) if rest else first:
            counts[index] = number
    return counts
