"""Setting, changing and ending rules of what is owed."""

import calendar

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.campaigns import rules
from neuguong.campaigns.duties import KINDS, Subject
from neuguong.campaigns.duties.reminders import MOST, days_of
from neuguong.campaigns.models import Anchor, DutyRule, OwedOn, Per, Who
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Kind
from neuguong.organisations.rules import require

# Of these no day of the year lies surely inside.
_SHORT = (Per.MONTH, Per.QUARTER, Per.HALF, Per.DIRECTIVE, Per.RECORD)


@transaction.atomic
def set_rule(*, actor: Actor, rule: DutyRule, version: int | None = None) -> DutyRule:
    """Set a rule or correct it; the kind decides how often it can be and who can owe."""
    require(rules.duty_rules.can_write(actor, rule))
    if rule.pk is not None:
        require(rules.duty_rules.can_write(actor, DutyRule.objects.select_related("organisation").get(pk=rule.pk)))
    _check(rule)
    event = "duty_rule.set" if rule.pk is None else "duty_rule.corrected"
    return audit.save(actor=actor, event=event, subject=rule, version=version)


@transaction.atomic
def remove_rule(*, actor: Actor, rule: DutyRule) -> None:
    """Take a rule out as if it had never been; refused while excuses rest on it."""
    require(rules.duty_rules.can_write(actor, rule))
    audit.remove(actor=actor, event="duty_rule.removed", subject=rule)


def _check(rule: DutyRule) -> None:
    """Raise Refusal where the rule says what can't be."""
    kind = KINDS.by_code.get(rule.kind)
    if kind is None:
        raise Refusal(_("Không có loại việc «%(kind)s». Chọn một loại trong danh sách.") % {"kind": rule.kind})
    if rule.per not in kind.per:
        offered = ", ".join(str(per.label) for per in kind.per)
        words = _("«%(kind)s» không tính %(per)s. Chọn một trong: %(offered)s.")
        raise Refusal(words % {"kind": kind.label, "per": Per(rule.per).label, "offered": offered}, code="per")
    of_people = rule.who != Who.EVERYONE or rule.person_group or rule.post
    if kind.subject == Subject.ORGANISATION and of_people:
        words = _("«%(kind)s» là việc của tổ chức: để trống người, nhóm người, chức vụ.")
        raise Refusal(words % {"kind": kind.label}, code="who")
    if unknown := [one for one in rule.org_kinds if one not in Kind.values]:
        raise Refusal(_("Không có loại tổ chức «%(kind)s».") % {"kind": unknown[0]}, code="org_kinds")
    _check_day(rule)
    _check_reminders(rule)


def _check_reminders(rule: DutyRule) -> None:
    for said in (rule.remind_before, rule.remind_after):
        try:
            days_of(said)
        except ValueError as error:
            words = _("Số ngày nhắc là các số từ 0 đến %(most)s, cách nhau bằng dấu chấm phẩy; nhận được «%(said)s».")
            raise Refusal(words % {"most": MOST, "said": said}, code="remind") from error


def _check_day(rule: DutyRule) -> None:
    if rule.documents and rule.per != Per.DIRECTIVE:
        raise Refusal(_("Chỉ việc tính theo văn bản mới ghi số văn bản. Để trống ô Văn bản."), code="documents")
    if rule.anchor == Anchor.DATE and rule.per in _SHORT:
        words = _("Hạn là một ngày trong năm chỉ dùng cho kỳ từ một năm trở lên. Chọn ngày đầu kỳ hoặc cuối kỳ.")
        raise Refusal(words, code="anchor")
    if (rule.anchor == Anchor.DATE) != bool(rule.month and rule.day):
        words = _("Hạn là một ngày trong năm thì ghi ngày và tháng; nếu không thì để trống.")
        raise Refusal(words, code="day")
    if rule.per == Per.RECORD:
        rule.owed_on = OwedOn.DUE
    if rule.per == Per.RECORD and rule.times != 1:
        raise Refusal(_("Việc đã giao thì làm một lần. Ghi số lần là 1."), code="times")
    if rule.month and rule.day and rule.day > calendar.monthrange(2024, min(rule.month, 12))[1]:
        words = _("Không có ngày %(day)s tháng %(month)s. Sửa ngày hoặc tháng.")
        raise Refusal(words % {"day": rule.day, "month": rule.month}, code="day")
