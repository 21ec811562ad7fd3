"""What is open at an organisation about a day, for what an event of its life would change in it."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from neuguong.campaigns.duties.numbers import numbers
from neuguong.campaigns.duties.survey import survey
from neuguong.campaigns.periods import parse
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.consequences import Measure


def duties_about(organisation: Organisation, day: dt.date) -> Iterator[Measure]:
    """Count the duties of the day's year at the organisation and below it that are still to do, and all of them."""
    period = parse(str(day.year))
    counted = numbers(survey(organisation, period).duties)
    told = {_("còn phải làm"): counted.to_do, _("đã xong"): counted.done}
    for label, count in told.items():
        yield Measure(_("Việc phải làm"), f"{label}, {period.label}", organisation.name, count)
