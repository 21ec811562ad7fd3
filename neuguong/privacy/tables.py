"""The register of requests about data, of restrictions, of days."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.privacy.actions import PROPOSED
from neuguong.privacy.deadlines import deadline
from neuguong.privacy.models import DataRequest, Removal, RemovalStatus, RequestKind, RequestStatus
from neuguong.privacy.queries.removals import is_of_a_person, titles
from neuguong.privacy.queries.requests import OPEN, is_late, late, next_due
from neuguong.ui import showing
from neuguong.ui.filters import Choice, Text, Within
from neuguong.ui.http import OfficeRequest
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table, attribute
from neuguong.ui.values import State, Tone, date, plain

_TONES: dict[str, Tone] = {
    RequestStatus.RECEIVED: "amber",
    RequestStatus.ANSWERED: "amber",
    RequestStatus.DONE: "green",
}


def standing(request: DataRequest) -> State:
    """Return how far a request has come; red where its day is over."""
    if is_late(request):
        return State(_("quá hạn"), "red")
    return State(request.get_status_display(), _TONES.get(request.status, "grey"))


def deadline_words(request: DataRequest) -> str:
    """Return what is due until when, or nothing for a closed request."""
    due = next_due(request)
    if due is None:
        return ""
    words = _now("trả lời") if request.status == RequestStatus.RECEIVED else _now("thực hiện")
    return f"{words}: {date(due)}"


REQUESTS = Table(
    noun=pgettext_lazy("đếm", "yêu cầu"),
    opens="privacy:request",
    order="due",
    columns=(
        Column("whose", _("của ai"), lambda row: row.whose, sort=("person__sort_key", "account__name")),
        Column("kind", _("yêu cầu"), "kind", sort=("kind",)),
        Column("received", _("ngày nhận"), "received_on", sort=("received_on",), tight=True),
        Column("due", _("hạn"), deadline_words, sort=("closed_on", "done_due"), tight=True),
        Column("status", _("tình trạng"), standing, sort=("status",), tight=True),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("entered", _("người ghi"), "entered_by_label", sort=("entered_by_label",), shown=False),
        Column("closed", _("ngày xong"), "closed_on", sort=("closed_on",), shown=False),
    ),
)
REQUEST_FILTERS = (
    Text(label=_("Tìm theo tên"), lookup="person__search_key"),
    Within(),
    Choice("kind", _("Yêu cầu"), RequestKind.choices),
    Choice(
        "state",
        _("Tình trạng"),
        (("open", _("chưa xong")), ("late", _("quá hạn")), *RequestStatus.choices),
        lookup="status",
        conditions={"open": OPEN, "late": late},
    ),
)
RESTRICTIONS = Table(
    noun=pgettext_lazy("đếm", "người"),
    opens="privacy:lift",
    order="-since",
    columns=(
        Column("name", _("họ và tên"), "person.full_name", sort=("person__sort_key",)),
        Column("code", _("mã người"), "person.code", sort=("person__code",)),
        Column("since", _("từ ngày"), "since", sort=("since",), tight=True),
    ),
)
DAYS = Table(
    noun=pgettext_lazy("đếm", "ngày"),
    opens="privacy:day_remove",
    order="-date",
    columns=(
        Column("date", _("ngày"), "date", sort=("date",), tight=True),
        Column(
            "sort", _("là"), lambda row: _("ngày làm bù") if row.is_working else _("ngày nghỉ"), sort=("is_working",)
        ),
        Column("name", _("lý do, văn bản"), "name", sort=("name",)),
    ),
)


def removal_title(removal: Removal) -> str:
    """Return whose data, or how many records of which kind, a removal is about."""
    if is_of_a_person(removal):
        return str(removal.person or removal.account)
    words = {"title": titles().get(removal.sort, removal.sort), "count": len(removal.ids)}
    return _now("%(title)s: %(count)s bản ghi") % words


def removal_state(removal: Removal) -> State:
    """Return how far a removal has come."""
    tones: dict[str, Tone] = {RemovalStatus.PROPOSED: "amber", RemovalStatus.DONE: "green"}
    return State(removal.get_status_display(), tones.get(removal.status, "grey"))


REMOVALS = Table(
    noun=pgettext_lazy("đếm", "đề nghị"),
    opens="privacy:removal",
    order="-proposed",
    columns=(
        Column("what", _("dữ liệu"), removal_title),
        Column("ground", _("căn cứ"), "ground", sort=("ground",)),
        Column("status", _("tình trạng"), removal_state, sort=("status",), tight=True),
        Column("proposed", _("đề nghị lúc"), "created_at", sort=("created_at",), tight=True),
        Column("proposer", _("người đề nghị"), "proposed_by_label", sort=("proposed_by_label",)),
        Column("confirmer", _("người xác nhận"), "confirmed_by_label", sort=("confirmed_by_label",)),
    ),
)


def removal_facts(removal: Removal) -> list[Fact]:
    """Return what the page of a removal tells."""
    asked = removal.request
    return [
        Fact(_("Tình trạng"), removal_state(removal)),
        *showing.facts(removal, "ground"),
        Fact(_("Theo yêu cầu số"), str(asked.pk) if asked else ""),
        Fact(_("Người đề nghị"), removal.proposed_by_label),
        Fact(_("Đề nghị lúc"), removal.created_at),
        Fact(_("Người xác nhận"), removal.confirmed_by_label),
        Fact(_("Xác nhận lúc"), removal.confirmed_at),
    ]


def request_facts(request: OfficeRequest, record: DataRequest) -> list[Fact]:
    """Return what the page of a request tells: whose, what, the days to keep and by which rule, the answer."""
    rule = deadline(record.kind, record.received_on)
    entered = _now("%(who)s ghi hộ") if record.for_another else "%(who)s"
    return [
        Fact(_("Của"), record.whose),
        Fact(_("Tình trạng"), standing(record)),
        *showing.facts(record, "kind", "wish"),
        *proposal_facts(record),
        *showing.facts(record, "received_on"),
        Fact(_("Người ghi"), entered % {"who": record.entered_by_label}),
        Fact(_("Hạn trả lời"), _due(record.answer_due, record.answered_on)),
        Fact(_("Hạn thực hiện"), _due(record.done_due, record.closed_on)),
        *showing.facts(record, "prolonged_on", "prolonged_why"),
        Fact(_("Theo"), rule.source),
        *showing.facts(record, "answer"),
    ]


def _due(due: Any, met: Any) -> str:
    words = _now("%(due)s (đã làm ngày %(met)s)") if met else "%(due)s"
    return words % {"due": date(due), "met": date(met) if met else ""}


def proposal_facts(record: DataRequest) -> list[Fact]:
    """Return what a person proposes to correct, each with what stands in the list now."""
    person = record.person
    found: list[Fact] = []
    if person is None:
        return found
    for name in PROPOSED:
        value = record.proposal.get(name)
        if value:
            field: Any = person._meta.get_field(name)
            new = dict(field.flatchoices).get(value, value)
            old = attribute(person, name)
            label = _now("Đề nghị sửa %(field)s") % {"field": field.verbose_name}
            found.append(Fact(label, f"{plain(old)} → {_day(new) if name == 'birth_date' else new}"))
    return found


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
