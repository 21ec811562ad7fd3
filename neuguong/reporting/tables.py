"""The register of returns."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.campaigns.periods import parse
from neuguong.core import clock
from neuguong.reporting.models import Return
from neuguong.ui.filters import Choice, Filter, InPeriod, Within
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State


def standing(row: Return) -> State:
    """Return how far a return has come, as a word; late is computed, never stored."""
    if row.sent_on is None:
        overdue = row.due_on is not None and row.due_on < clock.today()
        return State(_("quá hạn"), "red") if overdue else State(_("chưa gửi"))
    late = row.due_on is not None and row.sent_on > row.due_on
    return State(_("gửi muộn"), "amber") if late else State(_("đã gửi"), "green")


RETURNS = Table(
    noun=pgettext_lazy("đếm", "biểu số liệu"),
    opens="reporting:return",
    order="-period",
    columns=(
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("period", _("kỳ"), lambda row: parse(row.period).label, sort=("end", "start", "organisation__sort_key")),
        Column("due", _("hạn gửi"), "due_on", sort=("due_on",)),
        Column("sent", _("ngày gửi"), "sent_on", sort=("sent_on",)),
        Column("standing", _("tình trạng"), standing),
    ),
)


def filters() -> tuple[Filter, ...]:
    """Return what narrows the register; what is late depends on the day."""
    today = clock.today()
    waiting, sent = Q(sent_on__isnull=True), Q(sent_on__isnull=False)
    late = sent & Q(sent_on__gt=F("due_on"))
    states = {
        "waiting": waiting & (Q(due_on__isnull=True) | Q(due_on__gte=today)),
        "overdue": waiting & Q(due_on__lt=today),
        "late": late,
        "sent": sent & (Q(due_on__isnull=True) | Q(sent_on__lte=F("due_on"))),
    }
    words = {"waiting": _("Chưa gửi"), "overdue": _("Quá hạn"), "late": _("Gửi muộn"), "sent": _("Đã gửi")}
    return (
        Within(),
        Choice("standing", _("Tình trạng"), list(words.items()), conditions=states),
        InPeriod("end"),
    )
