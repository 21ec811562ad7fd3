"""Returns: the register, a return, what is stated in it, and asking for returns."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.campaigns.periods import Period, parse
from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.organisations import rules as organisations
from neuguong.organisations.models import Organisation
from neuguong.reporting import actions, rules
from neuguong.reporting.forms import RequestForm, ReturnForm
from neuguong.reporting.models import Return
from neuguong.reporting.queries import returns
from neuguong.reporting.subjects import grouped
from neuguong.reporting.tables import RETURNS, filters, standing
from neuguong.ui import listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link


@require_safe
def list_(request: OfficeRequest) -> HttpResponse:
    """Show the returns of the place and below it."""
    return listing.page(
        request,
        table=RETURNS,
        rows=rules.returns.within(request.actor, standpoint(request).organisation),
        filters=filters(),
        title=_("Biểu số liệu"),
        empty=_("Nơi theo dõi số liệu các tổ chức gửi lên theo kỳ. Số có bản ghi tự điền; chỉ kê khai số chưa có."),
        create=_start(request),
    )


def _start(request: OfficeRequest) -> Link | None:
    place = standpoint(request).organisation
    if rules.can_request(request.actor, place):
        return Link(_("Yêu cầu biểu số liệu"), to(request, "reporting:return_request"))
    if organisations.can_write(request.actor, place):
        return Link(_("Gửi biểu số liệu"), to(request, "reporting:return_send"))
    return None


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one return: what is counted from records, and what is stated."""
    row = rules.returns.get(request.actor, pk)
    period = parse(row.period)
    return showing.page(
        request,
        record=row,
        title=_title(row, period),
        lines=_facts(row, period),
        history=audit.history(row),
        actions=_changes(request, row),
        back=Link(_("Biểu số liệu"), to(request, "reporting:return_list")),
        template="reporting/return.html",
        groups=grouped(returns.rows(row.organisation, period)),
    )


def _title(row: Return, period: Period) -> str:
    return _("%(place)s, %(period)s") % {"place": row.organisation.name, "period": period.label}


def _facts(row: Return, period: Period) -> list[Fact]:
    known = [Fact(_("Tổ chức"), row.organisation.name), Fact(_("Kỳ"), period.label)]
    return [*known, Fact(_("Tình trạng"), standing(row)), *showing.facts(row, "due_on", "sent_on")]


def _changes(request: OfficeRequest, row: Return) -> list[Link]:
    if not rules.returns.can_write(request.actor, row):
        return []
    words = _("Sửa số kê khai") if row.sent_on else _("Điền và gửi")
    return [Link(words, to(request, "reporting:return_edit", row.pk))]


@require_http_methods(["GET", "POST"])
def send(request: OfficeRequest) -> HttpResponse:
    """Send the figures of the place and period."""
    here = standpoint(request)
    organisations.require(organisations.can_write(request.actor, here.organisation))
    return _filled(request, here.organisation, here.period)


@require_http_methods(["GET", "POST"])
def send_one(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a return that was asked for, or correct what was stated."""
    row = rules.returns.get(request.actor, pk)
    organisations.require(rules.returns.can_write(request.actor, row))
    return _filled(request, row.organisation, parse(row.period))


def _filled(request: OfficeRequest, organisation: Organisation, period: Period) -> HttpResponse:
    lines = returns.rows(organisation, period)
    form = ReturnForm(request.POST if request.method == "POST" else None, lines)
    if request.method == "POST" and form.is_valid():
        row = _sent(request, organisation, period, form)
        if row is not None:
            return HttpResponseRedirect(to(request, "reporting:return", row.pk))
    context = {"form": form, "groups": grouped(lines), "organisation": organisation, "period": period}
    return render(request, "reporting/return_form.html", context, status=422 if form.errors else 200)


def _sent(request: OfficeRequest, organisation: Organisation, period: Period, form: ReturnForm) -> Return | None:
    """Send; what is refused is told on the form."""
    said = {"values": form.values, "note": form.cleaned_data["note"]}
    try:
        row = actions.send_return(actor=request.actor, organisation=organisation, period=period, **said)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None
    messages.success(request, _("Đã gửi biểu số liệu."))
    return row


@require_http_methods(["GET", "POST"])
def request_(request: OfficeRequest) -> HttpResponse:
    """Ask the grassroots organisations below for the figures of the period."""
    here, form = standpoint(request), RequestForm(request.POST if request.method == "POST" else None)
    organisations.require(rules.can_request(request.actor, here.organisation))
    if request.method == "POST" and form.is_valid() and _requested(request, form):
        return HttpResponseRedirect(to(request, "reporting:return_list"))
    count = returns.asked(here.organisation, clock.today()).count()
    told = {"count": count, "period": here.period.label}
    context = {
        "form": form,
        "title": _("Yêu cầu biểu số liệu"),
        "lead": _("%(count)s tổ chức cơ sở đảng được yêu cầu gửi biểu số liệu %(period)s.") % told,
    }
    ends = {"button": _("Gửi yêu cầu"), "cancel": to(request, "reporting:return_list")}
    return render(request, "ui/form.html", {**context, **ends}, status=422 if form.errors else 200)


def _requested(request: OfficeRequest, form: RequestForm) -> bool:
    here, due_on = standpoint(request), form.cleaned_data["due_on"]
    told = {"organisation": here.organisation, "period": here.period, "due_on": due_on}
    try:
        asked = actions.request_returns(actor=request.actor, **told)
    except Refusal as refusal:
        form.add_error("due_on", refusal.message)
        return False
    messages.success(request, _("Đã yêu cầu %(count)s tổ chức.") % {"count": len(asked)})
    return True
