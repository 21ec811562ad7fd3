"""What a cell says of one provision at one organisation: in a plan since when, late, not yet, not applicable."""

import datetime as dt
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.campaigns.duties import Duty, DutyState
from neuguong.directives.queries import Aside, Plan

# By what a list is narrowed: organisations with a provision that stands so.
SHOWN: dict[str, str | Promise] = {
    "late": gettext_lazy("Còn nội dung quá hạn"),
    "open": gettext_lazy("Còn nội dung chưa cụ thể hóa"),
    "aside": gettext_lazy("Có nội dung không áp dụng"),
    "returned": gettext_lazy("Có lý do bị trả lại"),
}
# A letter each: the page holds thousands of cells.
GREEN, AMBER, RED, GREY = "g", "a", "r", "n"


class Cell(NamedTuple):
    """A state (a key of SHOWN, or "done"), words for a reader, how late in days, and the record that it opens."""

    state: str
    tone: str
    words: str
    late: int = 0
    page: str = ""
    record: int = 0
    hint: str = ""
    day: dt.date | None = None

    def html(self, addresses: dict[str, str]) -> SafeString:
        """Return the cell of the table; `addresses`: the address of each page with 0 for the key of a record.

        What stands in <i> is left out on paper, for a sheet with forty columns.
        """
        inner = self.words
        if self.late:
            inner = format_html("<i>{} </i>{}", _("chậm"), self.late)
        elif self.day:
            inner = format_html("{}<i>{}</i>", self.day.strftime("%d/%m"), self.day.strftime("/%y"))
        if self.page:
            href = addresses[self.page].replace("/0/", f"/{self.record}/")
            inner = format_html('<a href="{}">{}</a>', href, inner)
        if self.hint:
            return format_html('<td class="{}" title="{}">{}</td>', self.tone, self.hint, inner)
        return format_html('<td class="{}">{}</td>', self.tone, inner)

    @property
    def text(self) -> str:
        """The cell in a workbook, where a number of days says what it is."""
        return _("chậm %(days)s ngày") % {"days": self.late} if self.late else self.words


def in_plan(plan: Plan, due: dt.date | None) -> Cell:
    """Return the cell of what a plan has."""
    tone = AMBER if due is not None and plan.day > due else GREEN
    words = plan.day.strftime("%d/%m/%Y")
    return Cell("done", tone, words, page="directives:detail", record=plan.pk, day=plan.day)


def aside(said: Aside) -> Cell:
    """Return the cell of what is said not to apply."""
    state, tone, words = ("aside", GREY, _("không")) if said.stands else ("returned", AMBER, _("trả lại"))
    return Cell(state, tone, words, page="directives:inapplicable", record=said.pk, hint=said.reason)


def missing(duty: Duty | None, as_of: dt.date) -> Cell:
    """Return the cell of what no plan has: late, to come, or not owed."""
    if duty is None:
        return Cell("open", GREY, "·")
    if duty.state in (DutyState.EXCUSED, DutyState.NOT_APPLICABLE):
        return Cell("aside", GREY, _("miễn") if duty.state == DutyState.EXCUSED else _("không"))
    due = duty.occasion.due
    if due < as_of:
        return Cell("late", RED, "", late=(as_of - due).days)
    return Cell("open", GREY, "·", hint=_("hạn %(day)s") % {"day": due.strftime("%d/%m/%Y")})
