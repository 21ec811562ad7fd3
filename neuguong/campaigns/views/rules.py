"""The register of rules of what is owed."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.audit import queries as audit
from neuguong.campaigns import actions, rules, tables
from neuguong.campaigns.duties import name
from neuguong.campaigns.duties.preview import outcomes
from neuguong.campaigns.forms import DutyRuleForm
from neuguong.campaigns.models import DutyRule
from neuguong.campaigns.standpoint import standpoint
from neuguong.ui.http import OfficeRequest
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact


class Rules(Register[DutyRule]):
    """Who owes what, how often and by when."""

    room = "campaigns"
    stem = noun = "rule"
    gate = rules.duty_rules
    table = tables.RULES
    filters = tables.RULE_FILTERS
    form = DutyRuleForm
    template = "campaigns/rule.html"
    keep = staticmethod(actions.set_rule)
    drop = staticmethod(actions.remove_rule)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Quy định việc phải làm"),
        empty=_("Nơi ghi việc các tổ chức, cá nhân phải làm: ai làm, bao lâu một lần, hạn nào, theo văn bản nào."),
        enter=_("Thêm quy định"),
        correct=_("Sửa quy định"),
        take_out=_("Xóa quy định"),
    )

    def heading(self, record: DutyRule) -> str:
        """Return what the rule asks for."""
        return name(record)

    def facts(self, request: OfficeRequest, record: DutyRule) -> Sequence[Fact]:
        """Return what the page tells."""
        return tables.rule_facts(request, record)

    def more(self, request: OfficeRequest, record: DutyRule) -> dict[str, Any]:
        """Return who owes by it where the user stands, in the period: how many, and the first names."""
        place = standpoint(request)
        return {"outcomes": outcomes(record, place.organisation, place.period), "standpoint": place}


RULES = Rules()
