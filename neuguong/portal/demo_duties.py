"""What the demonstration's bloc asks of those below it: the usual rules, and what was different in the first year."""

import datetime as dt

from neuguong.campaigns.actions import excuse_duty, lay_down, set_rule
from neuguong.campaigns.duties import survey
from neuguong.campaigns.models import Anchor, DutyRule, Excuse, OwedOn, Per
from neuguong.campaigns.periods import parse
from neuguong.core.actor import SYSTEM
from neuguong.organisations.queries import by_code

# The conclusion came in May 2021: quarters from the third on, and commitments of that year by the end of September.
_BEGUN, _YEAR = dt.date(2021, 5, 18), dt.date(2021, 1, 1)
_PLANS = "38-KH/ĐUK; 61-KH/ĐUK; 95-KH/ĐUK"
_FIRST_PLAN = "Kế hoạch số 38-KH/ĐUK ngày 14/6/2021 của Đảng ủy Khối"
# By what is excused: who, how, why.
_EXCUSED = {
    "quý IV/2023": ("HCTD", Excuse.Sort.EXCUSED, "Cấp ủy đang kiện toàn, sinh hoạt bù trong quý I/2024"),
    "95-KH/ĐUK": ("TDNT", Excuse.Sort.NOT_APPLICABLE, "Nội dung đã có trong kế hoạch chung với công ty mẹ"),
}


def lay_down_rules() -> None:
    """Set the bloc's rules: the dates of the conclusion, the plans that it asked to be carried out by plans."""
    bloc = by_code("DUK")
    lay_down(
        actor=SYSTEM,
        organisation=bloc,
        plan={"since": _BEGUN, "documents": _PLANS},
        study={"since": _YEAR},
        commitment={"since": dt.date(2022, 1, 1)},
        plan_personal={"since": _YEAR},
        model={"since": _YEAR},
        meeting_thematic={"since": _BEGUN},
        issue={"since": _YEAR},
    )
    first = DutyRule(
        organisation=bloc,
        kind="commitment",
        per=Per.YEAR,
        anchor=Anchor.DATE,
        month=9,
        day=30,
        owed_on=OwedOn.END,
        since=_YEAR,
        until=dt.date(2021, 12, 31),
        source=_FIRST_PLAN,
    )
    set_rule(actor=SYSTEM, rule=first)
    _excuse()


def _excuse() -> None:
    """Two that need not be done after all: one excused once, one that was never meant for them."""
    bloc = by_code("DUK")
    for duty in survey(bloc, parse("2023")).duties:
        place = by_code(_EXCUSED[duty.occasion.label][0]) if duty.occasion.label in _EXCUSED else None
        if place is not None and duty.organisation == place.pk and duty.is_to_do:
            sort, reason = _EXCUSED[duty.occasion.label][1:]
            excuse_duty(actor=SYSTEM, duty=duty, said=Excuse(sort=sort, reason=reason))
