"""Reading yearly ranks: how many organisations have which."""

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries import Figure, figures
from neuguong.classification.models import Rank
from neuguong.organisations.models import Organisation
from neuguong.ui.values import Words

_COUNTS: dict[str, Words] = {
    "ranked_total": _("Được xếp loại"),
    "ranked_excellent": Rank.EXCELLENT.label,
    "ranked_good": Rank.GOOD.label,
    "ranked_completed": Rank.COMPLETED.label,
    "ranked_failed": Rank.FAILED.label,
}


def counts(organisation: Organisation, period: Period) -> list[tuple[Words, Figure]]:
    """Return how many organisations are ranked, and how many have each rank, in words and as a figure."""
    found = figures(Question(organisation, period), _COUNTS)
    return [(_COUNTS[figure.indicator], figure) for figure in found]
