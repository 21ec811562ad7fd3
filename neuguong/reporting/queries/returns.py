"""Reads of returns: who is asked, what a return says."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from neuguong.campaigns.indicators import REGISTRY, Indicator, Question, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries import Figure, figures
from neuguong.core.actor import Actor
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Scope, Structure, grassroots_on
from neuguong.reporting import rules
from neuguong.reporting.models import Return


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a return: what is counted, and what the organisation states where nothing is."""

    figure: Figure
    item: Indicator | Rate
    stated: DeclaredValue | None

    @property
    def open(self) -> bool:
        """Tell whether a value can be stated: there are no records, or one was stated before there were."""
        return not self.figure.recorded or self.stated is not None

    @property
    def value(self) -> Decimal | None:
        """What is stated."""
        return self.stated.value if self.stated else None


def asked(organisation: Organisation, date: dt.date) -> QuerySet[Organisation]:
    """Return the grassroots organisations below that are there on `date`."""
    scope = Scope(organisation, Structure.NOW)
    return grassroots_on(scope, date).exclude(pk=organisation.pk).order_by("sort_key")


def return_of(actor: Actor, organisation: Organisation, period: Period) -> Return | None:
    """Return the return of an organisation and a period, if there is one."""
    return rules.returns.visible_to(actor).filter(organisation=organisation, period=period.code).first()


def rows(organisation: Organisation, period: Period) -> list[Row]:
    """Return the lines of a return, as the organisation above would count them.

    What depends on the body that is asked can't be stated for it by another, and is left out.
    """
    above = organisation.parent
    question = Question(above or organisation, period, Structure.NOW, organisation if above else None)
    items = [item for code in REGISTRY.listed() if _told(item := REGISTRY.by_code[code])]
    found = figures(question, [item.code for item in items])
    declared = DeclaredValue.objects.filter(organisation=organisation, period=period.code)
    stated = {value.indicator: value for value in declared}
    return [Row(figure, item, stated.get(item.code)) for figure, item in zip(found, items, strict=True)]


def _told(item: Indicator | Rate) -> bool:
    """Tell whether a return speaks of an indicator; returns themselves are counted by whoever asked."""
    return not item.code.startswith("returns_") and not (isinstance(item, Indicator) and item.own_only)
