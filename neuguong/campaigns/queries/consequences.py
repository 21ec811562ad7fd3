"""Figures of an organisation about a day, for what an event of its life would change in them."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries.figures import figures_over
from neuguong.organisations.models import Organisation
from neuguong.organisations.models.plausible import EARLIEST
from neuguong.organisations.queries import Structure
from neuguong.organisations.queries.consequences import Measure


def figures_about(organisation: Organisation, day: dt.date) -> Iterator[Measure]:
    """Count every indicator for the day's year and the one before, in the structure of the day and of today."""
    periods = [parse(str(year)) for year in (day.year - 1, day.year) if year >= EARLIEST.year]
    words = {Structure.THEN: _("Số liệu theo cơ cấu khi đó"), Structure.NOW: _("Số liệu theo cơ cấu nay")}
    for structure, group in words.items():
        told = figures_over(Question(organisation, periods[0], structure), periods)
        for period, own in zip(periods, told, strict=True):
            for figure in own:
                unit = "%" if figure.unit == "%" else ""
                yield Measure(group, f"{figure.label}, {period.label}", organisation.name, figure.value, unit)
