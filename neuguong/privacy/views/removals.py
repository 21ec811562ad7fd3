"""Removing by two people: propose, look through, confirm or drop."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.organisations.rules import require
from neuguong.privacy import actions, lifecycle, queries, rules, tables
from neuguong.privacy.forms import BaselessForm
from neuguong.privacy.models import Removal
from neuguong.ui import confirming, editing, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def removal_list(request: OfficeRequest) -> HttpResponse:
    """Show what was proposed to be removed, and what was."""
    path = request.place.organisation.path
    create = Link(_("Đề nghị xóa"), to(request, "privacy:removal_create"))
    return listing.page(
        request,
        table=tables.REMOVALS,
        rows=queries.removals_at(request.actor, path),
        title=_("Đề nghị xóa dữ liệu"),
        lead=_("Một người đề nghị, người khác xác nhận; không ai xóa được một mình."),
        empty=_("Chưa có đề nghị nào. Yêu cầu xóa và bản ghi hết thời hạn lưu thành đề nghị ở đây."),
        create=create if rules.can_handle_at(request.actor, path) else None,
        template="privacy/list.html",
    )


@require_safe
def removal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a removal: what would go and what stays, while it waits; what it left, afterwards."""
    record = rules.get_removal(request.actor, pk)
    return showing.page(
        request,
        record=record,
        title=tables.removal_title(record),
        lines=tables.removal_facts(record),
        actions=_steps(request, record),
        back=Link(_("Đề nghị xóa dữ liệu"), to(request, "privacy:removal_list")),
        template="privacy/removal.html",
        waiting=_waiting(request, record),
        **queries.preview(record),
    )


def _waiting(request: OfficeRequest, record: Removal) -> str:
    """Return what whoever looks at a proposal, but may not confirm it, has to know."""
    if not lifecycle.may(record, "confirm") or rules.can_confirm(request.actor, record):
        return ""
    return _("Chưa xóa gì. Một đồng chí khác của Văn phòng phải xem và xác nhận đề nghị này.")


def _steps(request: OfficeRequest, record: Removal) -> list[Link]:
    if not lifecycle.may(record, "confirm"):
        return []
    steps = []
    if rules.can_confirm(request.actor, record):
        steps.append(Link(_("Xác nhận xóa"), to(request, "privacy:confirm", record.pk)))
    if rules.can_handle_at(request.actor, record.organisation.path):
        steps.append(Link(_("Bỏ đề nghị"), to(request, "privacy:cancel", record.pk)))
    return steps


@require_http_methods(["GET", "POST"])
def removal_create(request: OfficeRequest) -> HttpResponse:
    """Propose to erase somebody whom nothing allows to keep."""
    require(rules.can_handle_at(request.actor, request.place.organisation.path))
    return editing.page(
        request,
        BaselessForm(editing.sent(request), actor=request.actor),
        title=_("Đề nghị xóa người không có căn cứ lưu"),
        lead=_("Người có yêu cầu xóa: mở yêu cầu đó và đề nghị từ đó."),
        button=_("Xem trước và đề nghị"),
        save=lambda record, _version: actions.propose_baseless(actor=request.actor, person=record.person),
        done=lambda record: to(request, "privacy:removal_list"),
        cancel=to(request, "privacy:removal_list"),
    )


@require_http_methods(["GET", "POST"])
def propose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Propose to erase what the law does not keep of whoever asked for it; what goes is shown first."""
    record = rules.get_request(request.actor, pk)
    require(rules.can_handle(request.actor, record))
    return confirming.page(
        request,
        title=_("Đề nghị xóa: %(name)s") % {"name": record.whose},
        question=_("Đề nghị này chờ một người khác của Văn phòng xác nhận; trước đó chưa xóa gì."),
        button=_("Đề nghị xóa"),
        act=lambda: actions.propose_erasure(actor=request.actor, request=record),
        done=to(request, "privacy:removal_list"),
        cancel=to(request, "privacy:request", pk),
        template="privacy/propose.html",
        **queries.proposal(queries.subject_of_request(record)),
    )


def _seconded(request: OfficeRequest, pk: int) -> Removal:
    """Return a removal to whoever may be the second person; raises Refusal for the first."""
    record = rules.get_removal(request.actor, pk)
    require(rules.can_handle_at(request.actor, record.organisation.path))
    rules.require_second(request.actor, record)
    return record


@require_http_methods(["GET", "POST"])
def confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Carry a removal out, as the second person."""
    record, page = _seconded(request, pk), to(request, "privacy:removal", pk)
    return confirming.page(
        request,
        title=_("Xác nhận xóa: %(name)s") % {"name": tables.removal_title(record)},
        question=_("Xóa rồi không lấy lại được."),
        button=_("Xóa"),
        act=lambda: actions.confirm_removal(actor=request.actor, removal=record),
        done=page,
        cancel=page,
        template="privacy/propose.html",
        **queries.preview(record),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: OfficeRequest, pk: int) -> HttpResponse:
    """Drop a proposal."""
    record, page = rules.get_removal(request.actor, pk), to(request, "privacy:removal", pk)
    require(rules.can_handle_at(request.actor, record.organisation.path))
    return confirming.page(
        request,
        title=_("Bỏ đề nghị xóa"),
        question=_("Không xóa gì. Có thể đề nghị lại sau."),
        button=_("Bỏ đề nghị"),
        act=lambda: actions.cancel_removal(actor=request.actor, removal=record),
        done=page,
        cancel=page,
    )
