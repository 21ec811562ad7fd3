"""The office's register of requests about data."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.organisations.rules import require
from neuguong.privacy import actions, lifecycle, queries, rules, tables
from neuguong.privacy.forms import AnswerForm, EnterForm, ProlongForm
from neuguong.privacy.models import DataRequest, RequestKind
from neuguong.ui import editing, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link, Words, date


@require_safe
def request_list(request: OfficeRequest) -> HttpResponse:
    """Show the requests of people of the place and below it."""
    path = request.place.organisation.path
    enter = Link(_("Ghi yêu cầu hộ"), to(request, "privacy:request_create"))
    return listing.page(
        request,
        table=tables.REQUESTS,
        rows=queries.requests_at(request.actor, path),
        filters=tables.REQUEST_FILTERS,
        title=_("Yêu cầu về dữ liệu cá nhân"),
        empty=_("Nơi ghi ai yêu cầu xem, sửa, hạn chế, xóa dữ liệu của mình, hạn đến ngày nào, đã trả lời ra sao."),
        create=enter if rules.can_handle_at(request.actor, path) else None,
        template="privacy/list.html",
    )


@require_safe
def request_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a request, with what may be done next."""
    record = rules.get_request(request.actor, pk)
    return showing.page(
        request,
        record=record,
        title=str(record),
        lines=tables.request_facts(request, record),
        actions=_steps(request, record),
        history=audit.history(record),
        back=Link(_("Yêu cầu về dữ liệu cá nhân"), to(request, "privacy:request_list")),
        template="privacy/request.html",
        copy=reverse("portal:copy_for", args=[pk]) if rules.can_copy_for(request.actor, record) else "",
    )


def _steps(request: OfficeRequest, record: DataRequest) -> list[Link]:
    if not rules.can_handle(request.actor, record):
        return []
    erase = record.kind == RequestKind.ERASE
    done = ("propose", _("Đề nghị xóa")) if erase else ("fulfil", _("Thực hiện"))
    pages = (("fulfil", *done), ("answer", "answer", _("Trả lời")), ("refuse", "refuse", _("Không thực hiện")))
    longer = [Link(_("Gia hạn"), to(request, "privacy:prolong", record.pk))]
    return [
        Link(words, to(request, f"privacy:{page}", record.pk))
        for event, page, words in pages
        if lifecycle.may(record, event)
    ] + (longer if rules.can_prolong(request.actor, record) else [])


@require_http_methods(["GET", "POST"])
def request_create(request: OfficeRequest) -> HttpResponse:
    """Enter what a person asked on paper or by word."""
    require(rules.can_handle_at(request.actor, request.place.organisation.path))
    return editing.page(
        request,
        EnterForm(editing.sent(request), actor=request.actor),
        title=_("Ghi yêu cầu hộ"),
        lead=_("Nhật ký ghi ai ghi, cho ai."),
        save=lambda record, _version: actions.enter_for(actor=request.actor, request=record),
        done=lambda record: to(request, "privacy:request", record.pk),
        cancel=to(request, "privacy:request_list"),
    )


@require_http_methods(["GET", "POST"])
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell the person that and until when their request will be carried out."""
    record = _handled(request, pk)
    words = _("Đã nhận yêu cầu. Văn phòng sẽ thực hiện chậm nhất ngày %(day)s.") % {"day": date(record.done_due)}
    return _answering(request, record, actions.answer_request, _("Trả lời yêu cầu"), words)


@require_http_methods(["GET", "POST"])
def fulfil(request: OfficeRequest, pk: int) -> HttpResponse:
    """Carry a request out."""
    record = _handled(request, pk)
    return _answering(request, record, actions.fulfil_request, _("Thực hiện yêu cầu"), _("Đã thực hiện yêu cầu."))


@require_http_methods(["GET", "POST"])
def refuse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell the person why their request is not carried out."""
    record = _handled(request, pk)
    return _answering(request, record, actions.refuse_request, _("Không thực hiện yêu cầu"), "")


@require_http_methods(["GET", "POST"])
def prolong(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take longer over a request, once, and tell the person why."""
    record, page = _handled(request, pk), to(request, "privacy:request", pk)
    lead = _("%(what)s. Hạn thực hiện mới: %(day)s. Chỉ gia hạn được một lần.")
    return editing.page(
        request,
        ProlongForm(editing.sent(request), actor=request.actor, instance=record),
        title=_("Gia hạn yêu cầu"),
        lead=lead % {"what": record, "day": date(queries.prolonged_until(record))},
        button=_("Gia hạn"),
        save=lambda typed, version: actions.prolong_request(actor=request.actor, request=typed, version=version),
        done=lambda _record: page,
        cancel=page,
        history=audit.history,
    )


def _handled(request: OfficeRequest, pk: int) -> DataRequest:
    record = rules.get_request(request.actor, pk)
    require(rules.can_handle(request.actor, record))
    return record


def _answering(
    request: OfficeRequest, record: DataRequest, act: Callable[..., DataRequest], title: Words, words: str
) -> HttpResponse:
    page = to(request, "privacy:request", record.pk)
    return editing.page(
        request,
        AnswerForm(editing.sent(request), actor=request.actor, instance=record, initial={"answer": words}),
        title=title,
        lead=str(record),
        button=title,
        save=lambda typed, version: act(actor=request.actor, request=typed, answer=typed.answer, version=version),
        done=lambda _record: page,
        cancel=page,
        history=audit.history,
    )
