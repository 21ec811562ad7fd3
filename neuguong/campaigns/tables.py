"""The register of rules of what is owed."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.campaigns.duties import KINDS, Subject, name
from neuguong.campaigns.models import Anchor, DutyRule, Per, Unit, Who
from neuguong.core import clock
from neuguong.core.spans import existing_on
from neuguong.ui import showing
from neuguong.ui.filters import Choice, Text, Within
from neuguong.ui.http import OfficeRequest
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, Words, date


def standing(rule: DutyRule) -> State:
    """Return whether the rule holds today, as a word."""
    today = clock.today()
    if rule.until is not None and rule.until < today:
        return State(_("đã kết thúc"))
    if rule.since is not None and rule.since > today:
        return State(_("chưa bắt đầu"), "amber")
    return State(_("đang áp dụng"), "green")


def due_words(rule: DutyRule) -> str:
    """Return by when, in words."""
    if rule.per == Per.RECORD:
        return _now("hạn ghi ở từng việc")
    base = {
        Anchor.START: _now("ngày văn bản") if rule.per == Per.DIRECTIVE else _now("ngày đầu kỳ"),
        Anchor.END: _now("ngày cuối kỳ"),
        Anchor.DATE: f"{rule.day:02d}/{rule.month:02d}" if rule.day and rule.month else "",
    }[Anchor(rule.anchor)]
    if not rule.days:
        return base
    unit = _now("ngày làm việc") if rule.unit == Unit.WORKING else _now("ngày")
    return _now("%(days)s %(unit)s sau %(base)s") % {"days": rule.days, "unit": unit, "base": base}


def who_words(rule: DutyRule) -> str:
    """Return who owes, in words."""
    kind = KINDS.by_code.get(rule.kind)
    parts: list[str] = []
    if kind is not None and kind.subject == Subject.PERSON:
        parts.append(str(Who(rule.who).label))
        parts += [str(word) for word in (rule.person_group and rule.get_person_group_display(), rule.post) if word]
    parts.append(rule.kind_words or _now("mọi tổ chức"))
    if rule.group is not None:
        parts.append(rule.group.name)
    return " · ".join(parts)


def _holding() -> Q:
    return existing_on(clock.today())


class _Kinds:
    """The kinds of duties, known once the rooms are joined."""

    def __iter__(self) -> Any:
        return iter(KINDS.choices)


_NOW: tuple[tuple[str, Words], ...] = (("now", _("đang áp dụng")), ("ended", _("đã kết thúc")))
RULES = Table(
    noun=pgettext_lazy("đếm", "quy định"),
    opens="campaigns:rule",
    order="kind",
    columns=(
        Column("kind", _("việc phải làm"), name, sort=("kind", "since")),
        Column("per", _("kỳ"), "per", sort=("per",)),
        Column("due", _("hạn"), due_words),
        Column("who", _("ai phải làm"), who_words),
        Column("since", _("từ ngày"), "since", sort=("since",), tight=True),
        Column("until", _("đến ngày"), "until", sort=("until",), tight=True),
        Column("standing", _("tình trạng"), standing, tight=True),
        Column("organisation", _("tổ chức đặt ra"), "organisation.name", sort=("organisation__sort_key",)),
        Column("source", _("căn cứ"), "source", shown=False),
    ),
)
RULE_FILTERS = (
    Text(label=_("Tìm theo tên gọi, căn cứ")),
    Within(label=_("Tổ chức đặt ra")),
    Choice("kind", _("Việc"), _Kinds()),
    Choice("state", _("Tình trạng"), _NOW, conditions={"now": _holding, "ended": lambda: Q(until__lt=clock.today())}),
)


def rule_facts(_request: OfficeRequest, rule: DutyRule) -> list[Fact]:
    """Return what the page of a rule tells."""
    days = f"{date(rule.since) if rule.since else '…'} – {date(rule.until) if rule.until else '…'}"
    return [
        Fact(_("Tổ chức đặt ra"), rule.organisation.name),
        Fact(_("Tình trạng"), standing(rule)),
        Fact(_("Áp dụng cho kỳ, văn bản bắt đầu"), days),
        *showing.facts(rule, "per", "times"),
        Fact(_("Hạn"), due_words(rule)),
        *([Fact(_("Nếu hạn là ngày nghỉ"), _("đến hết ngày làm việc kế tiếp"))] if rule.rolls else []),
        Fact(_("Ai phải làm"), who_words(rule)),
        *showing.facts(
            rule, "owed_on", "remind_before", "remind_after", *(["documents"] if rule.documents else []), "source"
        ),
    ]
