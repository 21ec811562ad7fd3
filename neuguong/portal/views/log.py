"""The page of the log, an entry with old and new, the log as a workbook or CSV."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.audit.models import Entry
from neuguong.audit.queries import opened
from neuguong.campaigns.standpoint import standpoint
from neuguong.commitments.actions import read_in_log
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import require
from neuguong.portal.logbook import paging, scope, telling
from neuguong.portal.logbook.exporting import FORMS, write_log
from neuguong.portal.logbook.facts import facts
from neuguong.portal.logbook.rows import named
from neuguong.ui import listing
from neuguong.ui.http import OfficeRequest, changed, to
from neuguong.ui.values import Link

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


@require_safe
def log(request: OfficeRequest) -> HttpResponse:
    """Show the log of the place and below it, the newest first."""
    require(scope.can_read_log(request.actor))
    context = {**paging.context(request), "title": _("Nhật ký"), "lead": _("Ai đã làm gì, với bản ghi nào, lúc nào.")}
    context["empty"] = _("Nơi mọi việc ghi, sửa, xóa, xuất tệp ở đây và cấp dưới được giữ lại, không ai sửa được.")
    if not listing.is_part(request):
        return render(request, "portal/log.html", {**context, "imports": paging.imports(request)})
    response = render(request, "ui/register.html", context)
    response["HX-Push-Url"] = changed(request)
    return response


@require_safe
def log_export(request: OfficeRequest) -> HttpResponse:
    """Give the entries that the filters keep as a workbook, or with "form=csv" as CSV."""
    require(scope.can_read_log(request.actor))
    place, entries = standpoint(request).organisation, paging.entries(request)
    form = request.GET.get("form", "") if request.GET.get("form") in FORMS else FORMS[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        write_log(path, actor=request.actor, organisation=place, entries=entries, form=form)
        answer = HttpResponse(path.read_bytes(), content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{place.code}.{form}"'
    return answer


@require_safe
def log_entry(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one entry: who, when, from where, and each field before and after."""
    entry, place = scope.get(request.actor, pk)
    entry = _opened(request, entry, place)
    (told,) = named(request.actor, [entry])
    context: dict[str, Any] = {"title": told.what, "entry": entry, "facts": facts(request, told, place)}
    if scope.can_read_log(request.actor):
        context["back"] = Link(_("Nhật ký"), to(request, "portal:log"))
        context["same"] = to(request, "portal:log", kind=entry.subject_kind, record=entry.subject_id or "")
    return render(request, "portal/log_entry.html", {**context, "lines": telling.lines(entry)})


def _opened(request: OfficeRequest, entry: Entry, place: Organisation | None) -> Entry:
    """Open what the entry seals for those who may read it; that is a reading, and is noted."""
    if not scope.may_read_private(request.actor, entry, place):
        return entry
    read_in_log(actor=request.actor, entry=entry)
    return opened([entry])[0]
