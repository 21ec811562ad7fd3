"""What an event would change, counted before and after; higher rooms add what they count in config/wiring."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _

from neuguong.core.spans import existing_on as held_on
from neuguong.organisations.models import Grant, LifePart, Membership, Organisation, Placement

Number = int | float | None
# What tells where an organisation stands and what happened to it, and is no record of its work.
_OWN: tuple[type[models.Model], ...] = (Organisation, Placement, LifePart)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about an organisation: `group` and `label` in words, as a table shows them."""

    group: str
    label: str
    organisation: str
    value: Number


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
        return [
            measure
            for organisation in organisations
            for source in (people, roles, *self.sources)
            for measure in source(organisation, day)
        ]


CONSEQUENCES = Registry()


def registers() -> Iterator[tuple[type[models.Model], str]]:
    """Yield each model, of any room, that refers to organisations, with the column by which it does."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in _OWN:
            yield relation.related_model, str(relation.field.attname)


def people(organisation: Organisation, day: dt.date) -> Iterator[Measure]:
    """Count who belongs to the organisation itself, and to it with all below it."""
    held = Membership.objects.filter(held_on(day))
    own = held.filter(organisation=organisation).values("person").distinct().count()
    all_ = held.filter(organisation__path__under=organisation.path).values("person").distinct().count()
    yield Measure(_("Người"), _("sinh hoạt tại chính tổ chức"), organisation.name, own)
    yield Measure(_("Người"), _("sinh hoạt tại tổ chức và trực thuộc"), organisation.name, all_)


def roles(organisation: Organisation, day: dt.date) -> Iterator[Measure]:
    """Count the roles that hold on the organisation itself."""
    held = Grant.objects.filter(held_on(day), organisation=organisation).count()
    yield Measure(_("Phân quyền"), _("vai trò đang có"), organisation.name, held)


def records(organisation: Organisation) -> Iterator[Measure]:
    """Count the records of each register at the organisation itself, where there are any."""
    for model, column in registers():
        if model not in (Membership, Grant) and column == "organisation_id":
            count = model._default_manager.filter(organisation=organisation.pk).count()
            if count:
                yield Measure(_("Bản ghi"), str(model._meta.verbose_name_plural), organisation.name, count)
