"""The periods that the switcher offers around the one that is shown."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.campaigns import periods
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries.stages import stages
from neuguong.core import clock
from neuguong.core.errors import Refusal

YEARS = 5


@dataclass(frozen=True, slots=True)
class Choices:
    """Periods of one length under their heading."""

    label: str
    periods: list[Period]


def offered(current: Period) -> list[Choices]:
    """Return stages, years, and the halves and quarters of the last year of `current`."""
    year = current.end.year
    last = max(clock.today().year, year)
    known = [*_stages(), *([current] if ".." in current.code else [])]
    ranges = list({period.code: period for period in known}.values())
    found = [
        Choices(_("Giai đoạn"), ranges),
        Choices(_("Năm"), _parsed(str(last - index) for index in range(YEARS))),
        Choices(_("6 tháng"), _parsed(f"{year}-H{half}" for half in (1, 2))),
        Choices(_("Quý"), _parsed(f"{year}-Q{quarter}" for quarter in (1, 2, 3, 4))),
    ]
    return [choices for choices in found if choices.periods]


def _stages() -> list[Period]:
    return _parsed(stage.code for stage in stages())


def _parsed(codes: object) -> list[Period]:
    found = []
    for code in codes:  # type: ignore[attr-defined]
        try:
            found.append(periods.parse(code))
        except Refusal:
            continue
    return found
