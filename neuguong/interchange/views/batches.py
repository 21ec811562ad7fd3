"""Imports that were written: their list, each one, taking one back."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.errors import NotVisible
from neuguong.interchange import rules, uploads
from neuguong.interchange.models import Batch
from neuguong.interchange.tables import BATCHES, FILTERS, facts
from neuguong.interchange.undoing import undo_batch
from neuguong.organisations.rules import can_import, require
from neuguong.ui import confirming, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def list_(request: OfficeRequest) -> HttpResponse:
    """Show what the user has imported."""
    require(can_import(request.actor))
    return listing.page(
        request,
        table=BATCHES,
        rows=rules.batches_visible_to(request.actor),
        filters=FILTERS,
        title=_("Nhập từ tệp Excel"),
        empty=_(
            "Gửi một tệp Excel để ghi nhiều bản ghi một lần. Trước khi ghi có bản xem trước; ghi rồi vẫn hoàn tác được."
        ),
        create=Link(_("Nhập tệp Excel"), to(request, "interchange:upload")),
        template="interchange/list.html",
    )


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one import, and its wrong rows as long as they are kept."""
    batch = rules.get_batch(request.actor, pk)
    return showing.page(
        request,
        record=batch,
        title=batch.file_name,
        lines=facts(batch),
        actions=_actions(request, batch),
        back=Link(_("Nhập từ tệp Excel"), to(request, "interchange:list")),
    )


@require_http_methods(["GET", "POST"])
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an import back, after a question."""
    batch = rules.get_batch(request.actor, pk)
    question = _("Bỏ %(created)s bản ghi mới và trả %(updated)s bản ghi đã sửa về như trước lần nhập này.")
    return confirming.page(
        request,
        title=_("Hoàn tác lần nhập"),
        question=question % {"created": batch.created, "updated": batch.updated},
        button=_("Hoàn tác"),
        act=lambda: undo_batch(actor=request.actor, number=pk),
        done=to(request, "interchange:detail", pk),
        cancel=to(request, "interchange:detail", pk),
        told=_("Đã hoàn tác lần nhập."),
    )


def _actions(request: OfficeRequest, batch: Batch) -> list[Link]:
    found = []
    token = request.GET.get("wrong", "")
    if token and _has_rejects(request, token):
        found.append(Link(_("Tải các dòng sai"), to(request, "interchange:rejects", token)))
    if not batch.undone_at:
        found.append(Link(_("Hoàn tác"), to(request, "interchange:undo", batch.pk)))
    return found


def _has_rejects(request: OfficeRequest, token: str) -> bool:
    try:
        return uploads.find_noted(token, request.session.session_key or "").rejects.exists()
    except NotVisible:
        return False
