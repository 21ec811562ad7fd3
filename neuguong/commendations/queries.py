"""Reading rounds: their stage as a period, and the funnel of figures in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns import periods
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries import Figure, figures
from neuguong.commendations.models import Round
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.ui.values import Words

# From the base to the top: what a step is called, and its figures of collectives and of people.
_STEPS: tuple[tuple[Words, str, str], ...] = (
    (_("Cơ sở, đoàn thể khen"), "commended_grassroots_collectives", "commended_grassroots_people"),
    (_("Đề nghị cấp trên"), "nominated_collectives", "nominated_people"),
    (_("Được khen"), "awarded_collectives", "awarded_people"),
    (_("Đề nghị tỉnh"), "proposed_province_collectives", "proposed_province_people"),
    (_("Đề nghị Trung ương"), "proposed_central_collectives", "proposed_central_people"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel: how many collectives and how many people came so far."""

    title: Words
    collectives: Figure
    people: Figure

    @property
    def figures(self) -> Iterable[Figure]:
        """Both figures, in the order of the table."""
        return (self.collectives, self.people)


def span_of(round: Round) -> Period | None:
    """Return the stage that a round commends, as a period of whole months; None where it has no stage."""
    try:
        return periods.parse_loosely(round.stage)
    except Refusal:
        since, until = round.since, round.until
    return periods.parse(f"{since:%Y-%m}..{until:%Y-%m}") if since and until else None


def funnel(organisation: Organisation, period: Period) -> list[Step]:
    """Return the steps of commendation as `organisation` sees them, in `period`."""
    codes = [code for _title, *pair in _STEPS for code in pair]
    found = {figure.indicator: figure for figure in figures(Question(organisation, period), codes)}
    return [Step(title, found[collectives], found[people]) for title, collectives, people in _STEPS]
