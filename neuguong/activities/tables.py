"""The registers of sessions and issues."""

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.activities import queries
from neuguong.activities.models import Issue, Session, SessionKind
from neuguong.core import clock
from neuguong.directives import queries as directives
from neuguong.ui.filters import Choice, InPeriod, Pointing, Text, Within
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, date


def turnout(session: Session) -> str:
    """Return how many came, of how many who had to."""
    return str(queries.shown_turnout(session))


SESSIONS = Table(
    noun=pgettext_lazy("đếm", "buổi"),
    opens="activities:detail",
    order="-date",
    columns=(
        Column("content", _("nội dung"), "content"),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("date", _("ngày"), "date", sort=("date",)),
        Column("kind", _("loại"), "kind", sort=("kind",), tight=True),
        Column("turnout", _("có mặt"), turnout, numeric=True),
        Column("directive", _("theo văn bản"), "directive", sort=("directive__number",), shown=False),
    ),
)
SESSION_FILTERS = (
    Text(label=_("Tìm buổi sinh hoạt")),
    Choice("kind", _("Loại"), SessionKind.choices),
    Within(),
    Pointing("directive", _("Theo văn bản"), "by", "directive", directives.choosable),
    InPeriod("date"),
)


def standing(issue: Issue) -> State:
    """Return whether an issue is resolved, late or open, with the date that says so."""
    if issue.resolved_on:
        return State(_now("đã giải quyết %(date)s") % {"date": date(issue.resolved_on)}, "green")
    if issue.due is None:
        return State(_now("đang giải quyết"), "amber")
    if queries.is_late(issue):
        words = {"days": (clock.today() - issue.due).days, "date": date(issue.due)}
        return State(_now("chậm %(days)s ngày, hạn %(date)s") % words, "red")
    return State(_now("đang giải quyết, hạn %(date)s") % {"date": date(issue.due)}, "amber")


ISSUES = Table(
    noun=pgettext_lazy("đếm", "vấn đề"),
    opens="activities:issue",
    order="-raised",
    columns=(
        Column("title", _("vấn đề"), "title"),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("raised", _("ngày nêu"), "raised_on", sort=("raised_on",)),
        Column("owner", _("phụ trách"), "owner", sort=("owner",)),
        Column("standing", _("tình trạng"), standing, sort=("resolved_on", "due")),
        Column("due", _("hạn"), "due", sort=("due",), shown=False),
        Column("result", _("kết quả"), "result", shown=False),
    ),
)
ISSUE_FILTERS = (
    Text(label=_("Tìm vấn đề")),
    Choice(
        "state",
        _("Tình trạng"),
        (("open", _("Đang giải quyết")), ("late", _("Chậm hạn")), ("settled", _("Đã giải quyết"))),
        conditions={
            "open": queries.within_time,
            "late": queries.late,
            "settled": Q(resolved_on__isnull=False),
        },
    ),
    Within(),
    InPeriod("raised_on"),
)
