"""What a rule does in a period: how often, by when, and who owes, before anyone is late."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from neuguong.campaigns.duties.kinds import KINDS, Subject
from neuguong.campaigns.duties.states import Duty
from neuguong.campaigns.duties.survey import survey
from neuguong.campaigns.models import DutyRule
from neuguong.campaigns.periods import Period
from neuguong.organisations.models import Organisation

NAMED = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """One occasion: due when, how many owe, and the first organisations of them, or those of their people."""

    label: str
    due: dt.date
    count: int
    of_people: bool
    names: list[str]
    others: int


def outcomes(rule: DutyRule, place: Organisation, period: Period) -> list[Outcome]:
    """Return what comes due by `rule` at and below `place` in `period`, the next first; tasks and the like as one."""
    found = survey(place, period)
    by_occasion: dict[str, list[Duty]] = defaultdict(list)
    for duty in found.duties:
        if duty.occasion.rule.pk == rule.pk:
            by_occasion["" if duty.occasion.owner else duty.occasion.key].append(duty)
    of_people = rule.kind in KINDS.by_code and KINDS.by_code[rule.kind].subject == Subject.PERSON
    made = []
    for key, duties in by_occasion.items():
        names = sorted(
            {(found.places[one.organisation].sort_key, found.places[one.organisation].name) for one in duties}
        )
        label, due = (duties[0].occasion.label if key else ""), max(one.occasion.due for one in duties)
        first = [name for _sort, name in names[:NAMED]]
        made.append(Outcome(label, due, len(duties), of_people, first, len(names) - len(first)))
    return sorted(made, key=lambda one: one.due)
