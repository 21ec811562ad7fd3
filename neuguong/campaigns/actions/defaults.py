"""The rules that an installation begins with: as rows, to be changed and ended like any other."""

import datetime as dt
from typing import Any

from django.db import transaction

from neuguong.campaigns.actions.rules import set_rule
from neuguong.campaigns.models import Anchor, DutyRule, OwedOn, Per
from neuguong.core.actor import Actor
from neuguong.organisations.models import GRASSROOTS, Organisation

DIRECTIVE = "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị"
CONCLUSION = "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị"
SINCE = dt.date(2016, 5, 15)
_BASE = {"org_kinds": [str(kind) for kind in GRASSROOTS]}
# What each committee is asked for by the directive and the conclusion; days are this office's own habit.
_RULES: tuple[dict[str, Any], ...] = (
    {"kind": "plan", "per": Per.DIRECTIVE, "anchor": Anchor.START, "days": 60, "source": CONCLUSION, **_BASE},
    {"kind": "study", "per": Per.YEAR, "source": CONCLUSION, **_BASE},
    {
        "kind": "commitment",
        "per": Per.YEAR,
        "anchor": Anchor.DATE,
        "month": 3,
        "day": 31,
        "owed_on": OwedOn.END,
        "source": CONCLUSION,
    },
    {
        "kind": "plan_personal",
        "per": Per.TERM,
        "anchor": Anchor.DATE,
        "month": 12,
        "day": 31,
        "source": CONCLUSION,
    },
    {"kind": "model", "per": Per.STAGE, "source": CONCLUSION, **_BASE},
    {"kind": "meeting_thematic", "per": Per.QUARTER, "source": DIRECTIVE, **_BASE},
    {"kind": "issue", "per": Per.YEAR, "source": CONCLUSION, **_BASE},
    {"kind": "task", "per": Per.RECORD, "owed_on": OwedOn.DUE, "source": DIRECTIVE},
    {"kind": "return", "per": Per.RECORD, "owed_on": OwedOn.DUE, "source": DIRECTIVE},
)


@transaction.atomic
def lay_down(*, actor: Actor, organisation: Organisation, **changed: dict[str, Any]) -> list[DutyRule]:
    """Set the rules that an installation begins with; `changed` says by kind what is different here."""
    return [
        set_rule(
            actor=actor,
            rule=DutyRule(organisation=organisation, **{"since": SINCE, **one, **changed.get(one["kind"], {})}),
        )
        for one in _RULES
    ]
