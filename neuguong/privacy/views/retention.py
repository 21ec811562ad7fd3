"""How long records are kept, what is due, and proposing to remove it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.personal import Due
from neuguong.organisations.rules import require
from neuguong.privacy import actions, queries, rules
from neuguong.ui import confirming
from neuguong.ui.http import OfficeRequest, to

SHOWN = 200


@require_safe
def retention(request: OfficeRequest) -> HttpResponse:
    """Show the table of times with what is due, and what removals have left."""
    require(rules.reads_office(request.actor))
    context = {
        "title": _("Thời hạn lưu"),
        "lead": _("Phần mềm không tự xóa gì. Bản ghi hết thời hạn hiện ở đây, xóa do hai người."),
        "terms": [(term, to(request, "privacy:due", term.retention.code)) for term in queries.terms()],
        "tombstones": queries.tombstones()[:SHOWN],
    }
    return render(request, "privacy/retention.html", context)


@require_http_methods(["GET", "POST"])
def due(request: OfficeRequest, code: str) -> HttpResponse:
    """Show the records of a kind whose time is over, and propose to remove them."""
    require(rules.removes_expired(request.actor))
    term = queries.term(code)
    return confirming.page(
        request,
        title=term.title,
        question=_("Đề nghị này chờ một người khác xem lại rồi xác nhận; trước đó chưa xóa gì."),
        button=_("Đề nghị xóa"),
        act=lambda: actions.propose_expired(actor=request.actor, code=code),
        done=to(request, "privacy:removal_list"),
        cancel=to(request, "privacy:retention"),
        template="privacy/due.html",
        **_shown(queries.due(term)),
    )


def _shown(dues: list[Due]) -> dict[str, Any]:
    """Return the oldest of what is due, how many there are, and how many are not shown."""
    return {"dues": dues[:SHOWN], "count": len(dues), "left": max(0, len(dues) - SHOWN)}
