"""Pages of pressing issues."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from neuguong.activities import actions, rules
from neuguong.activities.forms import IssueForm
from neuguong.activities.models import Issue
from neuguong.activities.tables import ISSUE_FILTERS, ISSUES, standing
from neuguong.audit import queries as audit
from neuguong.ui import showing
from neuguong.ui.http import OfficeRequest
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact


class Issues(Register[Issue]):
    """Pressing issues: raised, assigned, resolved."""

    room, stem, noun, sheet = "activities", "issue", "issue", "issues"
    gate, table, filters, form = rules.issues, ISSUES, ISSUE_FILTERS, IssueForm
    keep, drop = staticmethod(actions.raise_issue), staticmethod(actions.remove_issue)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Vấn đề bức xúc, nổi cộm"),
        empty=_("Nơi ghi các vấn đề được nêu trong kỳ: ai phụ trách, hạn đến ngày nào, đã giải quyết ra sao."),
        enter=_("Nêu vấn đề"),
        correct=_("Sửa vấn đề"),
        take_out=_("Đưa vấn đề ra khỏi sổ"),
    )

    def facts(self, request: OfficeRequest, record: Issue) -> Sequence[Fact]:
        """Return what an issue's page tells."""
        return [
            Fact(_("Tổ chức"), record.organisation.name),
            Fact(_("Tình trạng"), standing(record)),
            *showing.facts(record, "raised_on", "owner", "due", "resolved_on", "result"),
        ]


issues = Issues()
