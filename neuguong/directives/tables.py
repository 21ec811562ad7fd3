"""The registers of directives, tasks and findings."""

from dataclasses import dataclass, replace
from textwrap import shorten

from django.apps import apps
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.core import clock
from neuguong.directives import queries
from neuguong.directives.models import (
    KINDS,
    DelayStatus,
    Directive,
    Finding,
    FindingSort,
    FindingStatus,
    Task,
    TaskDelay,
    TaskStatus,
)
from neuguong.directives.rules import PLACE
from neuguong.ui.filters import Choice, Control, Filter, InPeriod, Pointing, Rows, Text, Within
from neuguong.ui.http import OfficeRequest
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, Tone, date


def origin(directive: Directive) -> State:
    """Return whether a document was issued or received, as a word."""
    return State(_("đi"), "green") if directive.is_issued else State(_("đến"))


@dataclass(frozen=True)
class Whose(Filter):
    """The registers at the place and below, the place's own one, or those above, whose documents bind it."""

    name: str = "whose"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows of the chosen registers."""
        here = request.place.organisation
        own = Q(organisation=here)
        below = Q(organisation__path__under=here.path)
        return rows.filter({"own": own, "above": ~below}.get(self.value(request), below))

    def control(self, request: OfficeRequest) -> Control:
        """Return the choice, the place and below it first."""
        offered = [
            ("", _now("Cả cấp dưới")),
            ("own", _now("Riêng tổ chức")),
            ("above", _now("Cấp trên")),
        ]
        return Control("choice", self.name, _now("Sổ của"), self.value(request), offered)


DIRECTIVES = Table(
    noun=pgettext_lazy("đếm", "văn bản"),
    opens="directives:detail",
    order="-date",
    columns=(
        Column("abstract", _("trích yếu"), "abstract"),
        Column("number", _("số ký hiệu"), "number", sort=("number",), tight=True),
        Column("date", _("ngày"), "date", sort=("date",)),
        Column("kind", _("loại"), "kind", sort=("kind",), tight=True),
        Column("issuer", _("cơ quan ban hành"), "issuer", sort=("issuer",)),
        Column("origin", _("đến, đi"), origin),
        Column("organisation", _("sổ của"), "organisation.name", sort=("organisation__sort_key",), shown=False),
        Column("concretises", _("cụ thể hóa văn bản"), "concretises", shown=False),
    ),
)
DIRECTIVE_FILTERS = (
    Text(label=_("Tìm văn bản")),
    Whose(),
    Choice(
        "origin",
        _("Đến, đi"),
        (("received", _("Văn bản đến")), ("issued", _("Văn bản đi"))),
        conditions={"received": queries.is_received(), "issued": Q(issued_by=F("organisation"))},
    ),
    Choice("kind", _("Loại"), tuple((kind, kind) for kind in KINDS)),
    Within(),
    Pointing("concretises", _("Cụ thể hóa văn bản"), "upper", "directive", queries.choosable),
    InPeriod("date"),
)


def standing(task: Task) -> State:
    """Return whether a task is done, late or open, with the date that says so."""
    if task.done_on:
        words = {"date": date(task.done_on)}
        if task.done_on > task.due:
            return State(_now("xong muộn %(date)s") % words, "amber")
        return State(_now("xong %(date)s") % words, "green")
    if task.status == TaskStatus.CANCELLED:
        return State(task.stage.label)
    if task.status == TaskStatus.REPORTED and task.reported_on:
        return State(_now("chờ xác nhận, báo cáo xong %(date)s") % {"date": date(task.reported_on)}, "amber")
    days = (clock.today() - task.due).days
    if days > 0:
        return State(_now("chậm %(days)s ngày, hạn %(date)s") % {"days": days, "date": date(task.due)}, "red")
    if task.status == TaskStatus.RETURNED:
        return State(_now("trả lại làm tiếp, còn đến %(date)s") % {"date": date(task.due)}, "amber")
    return State(_now("còn đến %(date)s") % {"date": date(task.due)})


def delay_standing(delay: TaskDelay) -> State:
    """Return what became of a delay, as a word."""
    tones: dict[str, Tone] = {DelayStatus.GRANTED: "green", DelayStatus.WAITING: "amber"}
    return State(delay.get_status_display(), tones.get(delay.status, "grey"))


TASKS = Table(
    noun=pgettext_lazy("đếm", "nhiệm vụ"),
    opens="directives:task",
    order="due",
    columns=(
        Column("title", _("nhiệm vụ"), "title"),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("due", _("hạn"), "due", sort=("due",)),
        Column("standing", _("tình trạng"), standing, sort=("done_on",)),
        Column("directive", _("theo văn bản"), "directive", sort=("directive__number",), shown=False),
        Column("assigner", _("tổ chức giao"), "assigner", sort=("assigner__sort_key",), shown=False),
        Column("start", _("bắt đầu"), "start", sort=("start",), shown=False),
        Column("product", _("sản phẩm"), "product", shown=False),
        Column("owner", _("phụ trách"), "owner", shown=False),
        Column("result", _("kết quả"), "result", shown=False),
    ),
)
TASK_FILTERS = (
    Text(label=_("Tìm nhiệm vụ")),
    Choice(
        "state",
        _("Tình trạng"),
        (
            ("late", _("Chậm, chưa xong")),
            ("open", _("Còn hạn")),
            ("done", _("Xong đúng hạn")),
            ("done_late", _("Xong muộn")),
            ("reported", _("Chờ xác nhận")),
            ("returned", _("Trả lại làm tiếp")),
            ("cancelled", _("Đã hủy")),
        ),
        conditions={
            "late": queries.is_late,
            "open": lambda: Q(done_on__isnull=True, due__gte=clock.today()) & ~Q(status=TaskStatus.CANCELLED),
            "reported": Q(done_on__isnull=True, status=TaskStatus.REPORTED),
            "returned": Q(done_on__isnull=True, status=TaskStatus.RETURNED),
            "cancelled": Q(status=TaskStatus.CANCELLED),
            "done": Q(done_on__lte=F("due")),
            "done_late": Q(done_on__gt=F("due")),
        },
    ),
    Within(),
    Pointing("directive", _("Theo văn bản"), "by", "directive", queries.choosable),
    InPeriod("due"),
)


SHORT = 110
_TONES: dict[str, Tone] = {
    FindingStatus.ANSWERED: "amber",
    FindingStatus.RETURNED: "amber",
    FindingStatus.CLOSED: "green",
}


def progress(finding: Finding) -> State:
    """Return how far a finding has come, red where the organisation is past its day."""
    word = finding.get_status_display()
    days = (clock.today() - finding.due).days
    if days > 0 and finding.status not in (FindingStatus.ANSWERED, FindingStatus.CLOSED):
        return State(_now("%(state)s, quá hạn %(days)s ngày") % {"state": word, "days": days}, "red")
    return State(word, _TONES.get(finding.status, "grey"))


def subject_words(finding: Finding) -> str:
    """Return what sort of record a finding is about."""
    if finding.subject_kind == PLACE:
        return _now("chính tổ chức")
    return str(apps.get_model(finding.subject_kind)._meta.verbose_name)


def beginning(finding: Finding) -> str:
    """Return as much of a finding as a line of a list holds."""
    return shorten(finding.text, SHORT, placeholder=" …")


FINDINGS = Table(
    noun=pgettext_lazy("đếm", "kiến nghị, nhận xét"),
    opens="directives:finding",
    order="-raised",
    columns=(
        Column("text", _("nội dung"), beginning),
        Column("sort", _("hình thức"), "sort", sort=("sort",), tight=True),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("subject", _("về"), subject_words, sort=("subject_kind",)),
        Column("raised", _("ngày nêu"), "raised_on", sort=("raised_on",), tight=True),
        Column("due", _("hạn đề nghị"), "due", sort=("due",), tight=True),
        Column("status", _("tình trạng"), progress, sort=("status",)),
        Column("task", _("nhiệm vụ"), "task", sort=("task__title",), shown=False),
        Column("answer", _("trả lời"), "answer", shown=False),
        Column("answered", _("ngày trả lời"), "answered_on", sort=("answered_on",), shown=False, tight=True),
        Column("conclusion", _("ý kiến của người kiểm tra"), "conclusion", shown=False),
        Column("closed", _("ngày kết thúc"), "closed_on", sort=("closed_on",), shown=False, tight=True),
    ),
)
# A file holds the whole text.
FINDINGS_OUT = replace(FINDINGS, columns=(Column("text", _("nội dung"), "text"), *FINDINGS.columns[1:]))
FINDING_FILTERS = (
    Text(label=_("Tìm kiến nghị")),
    Choice(
        "state",
        _("Tình trạng"),
        (("waiting", _("chưa kết thúc")), ("late", _("quá hạn")), *FindingStatus.choices),
        lookup="status",
        conditions={"waiting": ~Q(status=FindingStatus.CLOSED), "late": queries.is_overdue},
    ),
    Choice("sort_of", _("Hình thức"), FindingSort.choices, lookup="sort"),
    Within(),
    InPeriod("raised_on"),
)
