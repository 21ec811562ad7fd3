"""Sending a workbook, seeing what it would do, writing it."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from neuguong.core.errors import NotVisible
from neuguong.interchange import previewing, uploads
from neuguong.interchange.actions import Report
from neuguong.interchange.forms import XLSX, UploadForm
from neuguong.interchange.previewing import Preview
from neuguong.interchange.uploads import Upload
from neuguong.organisations.rules import can_import, require
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """Take a workbook and try it; what can't be read is told at once and not kept."""
    require(can_import(request.actor))
    form = _sent(request)
    if form.is_bound and form.is_valid():
        kept = uploads.keep(form.cleaned_data["workbook"], _session(request))
        preview = previewing.check(actor=request.actor, upload=kept)
        if preview.sheets:
            return HttpResponseRedirect(to(request, "interchange:preview", kept.token))
        uploads.discard(kept)
        form.refuse(preview.groups[0].words)
    context = {"form": form, "title": _("Nhập tệp Excel"), "back": _back(request)}
    return render(request, "interchange/upload.html", context, status=422 if form.errors else 200)


@require_safe
def preview(request: OfficeRequest, token: str) -> HttpResponse:
    """Show what the workbook would do."""
    found = _found(request, token)
    return _shown(request, found, previewing.read(found.seen))


@require_POST
def check(request: OfficeRequest, token: str) -> HttpResponse:
    """Try the workbook again, as the registers stand now."""
    previewing.check(actor=request.actor, upload=_found(request, token))
    messages.success(request, _("Đã kiểm tra lại."))
    return HttpResponseRedirect(to(request, "interchange:preview", token))


@require_POST
def write(request: OfficeRequest, token: str) -> HttpResponse:
    """Write the workbook that was seen: all of it, or with `partial` its right rows."""
    found, partial = _found(request, token), request.POST.get("partial") == "1"
    report, seen = previewing.write(actor=request.actor, upload=found, partial=partial)
    if report.batch is None:
        messages.warning(request, _("Chưa ghi gì: dữ liệu đã khác lúc xem trước. Xem lại rồi ghi."))
        return HttpResponseRedirect(to(request, "interchange:preview", token))
    messages.success(request, _written(report))
    wrong = token if seen.total.wrong else ""
    return HttpResponseRedirect(to(request, "interchange:detail", report.batch, wrong=wrong))


@require_safe
def rejects(request: OfficeRequest, token: str) -> HttpResponseBase:
    """Give the wrong rows as a workbook, each with its reason."""
    require(can_import(request.actor))
    found = uploads.find_noted(token, _session(request))
    if not found.rejects.exists():
        raise NotVisible
    name = _("dòng sai - %(name)s") % {"name": found.name}
    return FileResponse(found.rejects.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


@require_POST
def drop(request: OfficeRequest, token: str) -> HttpResponse:
    """Throw the workbook away unwritten."""
    uploads.discard(_found(request, token))
    return HttpResponseRedirect(to(request, "interchange:list"))


def _sent(request: OfficeRequest) -> UploadForm:
    if request.method != "POST":
        return UploadForm()
    length = request.headers.get("Content-Length", "")
    return UploadForm(request.POST, request.FILES, sent=int(length) if length.isdecimal() else 0)


def _session(request: OfficeRequest) -> str:
    return request.session.session_key or ""


def _found(request: OfficeRequest, token: str) -> Upload:
    require(can_import(request.actor))
    return uploads.find(token, _session(request))


def _shown(request: OfficeRequest, found: Upload, seen: Preview) -> HttpResponse:
    context = {"upload": found, "preview": seen, "title": found.name, "back": _back(request)}
    return render(request, "interchange/preview.html", context)


def _back(request: OfficeRequest) -> Link:
    return Link(_("Nhập từ tệp Excel"), to(request, "interchange:list"))


def _written(report: Report) -> str:
    count = report.created + report.updated
    return ngettext("Đã ghi %(count)s bản ghi.", "Đã ghi %(count)s bản ghi.", count) % {"count": count}
