"""«Dữ liệu của tôi»: what is kept about whoever is signed in, and what they can ask for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.errors import NotVisible
from neuguong.privacy import actions, lifecycle, queries, rules, tables
from neuguong.privacy.forms import AskForm, CorrectForm
from neuguong.privacy.models import DataRequest, RequestKind
from neuguong.ui import confirming, editing, showing
from neuguong.ui.http import OfficeRequest
from neuguong.ui.values import Link


@never_cache
@require_safe
def mine(request: OfficeRequest) -> HttpResponse:
    """Show what every register holds about the user, by number, with the way to a copy of it all."""
    sections = queries.gather(queries.subject_of_actor(request.actor), whole=True)
    asked = [
        (record, tables.standing(record), tables.deadline_words(record))
        for record in queries.own_requests(request.actor)
    ]
    context = {
        "title": _("Dữ liệu của tôi"),
        "sections": [section for section in sections if section.rows],
        "copy": reverse("portal:my_copy"),
        "asked": asked,
        "kinds": [(kind, _lead(kind)) for kind in RequestKind],
    }
    return render(request, "privacy/mine.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: OfficeRequest, kind: str) -> HttpResponse:
    """Ask for something about one's own data."""
    if kind not in RequestKind.values:
        raise NotVisible
    wanted = RequestKind(kind)
    return editing.page(
        request,
        _form(request, wanted),
        title=wanted.label,
        lead=_lead(wanted),
        button=_("Gửi yêu cầu"),
        save=lambda record, _version: actions.ask(actor=request.actor, request=record),
        done=lambda record: reverse("privacy:mine_request", args=[record.pk]),
        cancel=reverse("privacy:mine"),
    )


def _form(request: OfficeRequest, kind: RequestKind) -> AskForm:
    sent, asked = editing.sent(request), DataRequest(kind=kind)
    if kind == RequestKind.CORRECT:
        return CorrectForm(sent, actor=request.actor, instance=asked, person=queries.person_of(request.actor))
    return AskForm(sent, actor=request.actor, instance=asked)


@never_cache
@require_safe
def mine_request(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one's own request and its answer."""
    record = rules.get_own_request(request.actor, pk)
    withdraw = Link(_("Rút yêu cầu"), reverse("privacy:withdraw", args=[pk]))
    return showing.page(
        request,
        record=record,
        title=record.get_kind_display(),
        lines=tables.request_facts(request, record),
        actions=[withdraw] if lifecycle.may(record, "withdraw") else [],
        back=Link(_("Dữ liệu của tôi"), reverse("privacy:mine")),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    record = rules.get_own_request(request.actor, pk)
    own = reverse("privacy:mine_request", args=[pk])
    return confirming.page(
        request,
        title=_("Rút yêu cầu"),
        question=_("Văn phòng sẽ không làm tiếp yêu cầu này. Đồng chí có thể gửi yêu cầu mới bất cứ lúc nào."),
        button=_("Rút yêu cầu"),
        act=lambda: actions.withdraw_request(actor=request.actor, request=record),
        done=own,
        cancel=own,
    )


def _lead(kind: RequestKind) -> str:
    """Return what asking for `kind` means, in a sentence."""
    return {
        RequestKind.SEE: _("Đồng chí tự xem và tải được ngay ở trang này; gửi yêu cầu khi cần Văn phòng giải thích."),
        RequestKind.CORRECT: _("Đề nghị sửa chỗ ghi sai. Văn phòng kiểm tra rồi sửa."),
        RequestKind.EXPORT: _("Đề nghị Văn phòng giao bản sao, ví dụ khi đồng chí không có máy."),
        RequestKind.RESTRICT: _("Dữ liệu chỉ được lưu: không có trong danh sách, tìm kiếm, tệp xuất và đề nghị mới."),
        RequestKind.OBJECT: _(
            "Không đồng ý với một việc sử dụng dữ liệu. Văn phòng dừng lại hoặc trả lời vì sao không."
        ),
        RequestKind.ERASE: _("Xóa những gì luật không buộc phải lưu. Hai người của Văn phòng cùng thực hiện."),
    }[kind]
