"""The registers of directives and tasks."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.core import clock
from neuguong.directives import queries
from neuguong.directives.models import KINDS, Directive, Task
from neuguong.ui.filters import Choice, Control, Filter, InPeriod, Pointing, Rows, Text, Within
from neuguong.ui.http import OfficeRequest
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, date


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
    days = (clock.today() - task.due).days
    if days > 0:
        return State(_now("chậm %(days)s ngày, hạn %(date)s") % {"days": days, "date": date(task.due)}, "red")
    return State(_now("còn đến %(date)s") % {"date": date(task.due)})


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
        ),
        conditions={
            "late": queries.is_late,
            "open": lambda: Q(done_on__isnull=True, due__gte=clock.today()),
            "done": Q(done_on__lte=F("due")),
            "done_late": Q(done_on__gt=F("due")),
        },
    ),
    Within(),
    Pointing("directive", _("Theo văn bản"), "by", "directive", queries.choosable),
    InPeriod("due"),
)
