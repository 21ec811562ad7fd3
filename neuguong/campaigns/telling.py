"""The kinds of notices about what is owed, in words."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.campaigns import periods
from neuguong.campaigns.duties import KINDS as DUTIES
from neuguong.campaigns.duties import Duty
from neuguong.core.errors import Refusal
from neuguong.core.telling import NoticeKind, Said, Told


def said_of(duty: Duty, stage: int, place: str) -> Said:
    """Return what fills the words of a reminder; the person who owes is its reader, and not named."""
    one = duty.occasion
    what = {"kind": one.rule.kind, "rule": one.rule.label, "key": one.key, "label": one.label}
    return {**what, "own": one.owner is not None, "due": one.due.isoformat(), "stage": stage, "place": place}


def _told(said: Said) -> Told:
    day = f"{dt.date.fromisoformat(said['due']):%d/%m/%Y}"
    words = _("Quá hạn từ %(day)s · %(place)s") if said["stage"] > 0 else _("Hạn %(day)s · %(place)s")
    return Told(_title(said), words % {"day": day, "place": said["place"]})


def _title(said: Said) -> str:
    kind = DUTIES.by_code.get(said["kind"])
    label = str(said["label"])
    if said["own"]:
        return kind.titled(label) if kind is not None and kind.titled else label
    if not said["key"].startswith("#"):
        try:
            label = periods.parse(said["key"]).label
        except Refusal:
            label = str(said["label"])
    return f"{said['rule'] or (kind.label if kind else said['kind'])} {label}"


DUTY = NoticeKind("duty", gettext_lazy("Việc đến hạn, quá hạn"), _told)
KINDS = (DUTY,)
