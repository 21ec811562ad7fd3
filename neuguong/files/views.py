"""The files of a record: attaching, looking at, taking off, putting back."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from neuguong.audit import queries as audit
from neuguong.core.errors import Refusal
from neuguong.files import actions, queries, rules
from neuguong.files.examining.media import PICTURES
from neuguong.files.forms import FileForm
from neuguong.files.models import StoredFile
from neuguong.ui import blocks, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link


@blocks.about(blocks.ANY)
def attached(request: OfficeRequest, record: Model) -> Block | None:
    """List the files of any record that may have some."""
    kind = record._meta.label_lower
    if not rules.has_files(kind):
        return None
    add = Link(_("Đính kèm tệp"), to(request, "files:attach", kind, record.pk))
    return blocks.listed(
        _("Tệp đính kèm"),
        queries.of_subject(record),
        lambda file: _item(request, file),
        add=add if rules.can_attach(request.actor, kind, record) else None,
    )


@require_http_methods(["GET", "POST"])
def attach(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Take a file for a record; what is wrong with it is told beside the field."""
    subject = rules.require_attach(request.actor, kind, pk)
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = FileForm(request.POST, request.FILES, sent=sent) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        try:
            file = actions.attach_file(actor=request.actor, kind=kind, pk=pk, sent=form.sent)
        except Refusal as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, _("Đã đính kèm «%(name)s».") % {"name": file.name})
            return HttpResponseRedirect(to(request, "files:detail", file.pk))
    context = {"form": form, "title": _("Đính kèm tệp"), "lead": str(subject), "back": _back(request, subject)}
    return render(request, "files/attach.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show what is known of a file, and the picture itself."""
    file = rules.get_visible(request.actor, pk)
    return showing.page(
        request,
        record=file,
        title=file.name,
        lines=_facts(file),
        history=audit.history(file),
        template="files/detail.html",
        is_picture=file.media_type in PICTURES,
        **_around(request, file),
    )


@require_safe
def content(request: OfficeRequest, pk: int) -> FileResponse:
    """Send the file itself: a picture to be shown, anything else to be kept by its reader."""
    file = rules.get_visible(request.actor, pk)
    shown = file.media_type in PICTURES and "download" not in request.GET
    answer = FileResponse(
        queries.place(file).open("rb"), as_attachment=not shown, filename=file.name, content_type=file.media_type
    )
    # Whatever a reader's program makes of it, it gets no rights of this site.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def take_off(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a file off its record."""
    file = rules.get_visible(request.actor, pk)
    actions.take_off_file(actor=request.actor, file=file)
    messages.success(request, _("Đã gỡ «%(name)s».") % {"name": file.name})
    return HttpResponseRedirect(to(request, "files:detail", pk))


@require_POST
def put_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a file back on its record."""
    file = rules.get_visible(request.actor, pk)
    actions.put_back_file(actor=request.actor, file=file)
    messages.success(request, _("Đã đính kèm lại «%(name)s».") % {"name": file.name})
    return HttpResponseRedirect(to(request, "files:detail", pk))


def _item(request: OfficeRequest, file: StoredFile) -> Item:
    return Item(file.name, to(request, "files:detail", file.pk), file.sender_label, filesizeformat(file.size))


def _facts(file: StoredFile) -> list[Fact]:
    facts = [Fact(_("Loại"), file.get_media_type_display()), Fact(_("Dung lượng"), filesizeformat(file.size))]
    if file.taken_off_at:
        facts.insert(0, Fact(_("Tình trạng"), _("Đã gỡ khỏi bản ghi")))
    if file.pages:
        facts.append(Fact(_("Số trang"), file.pages))
    if file.width:
        facts.append(Fact(_("Kích thước ảnh"), f"{file.width} × {file.height}"))
    return [*facts, Fact(_("Người gửi"), file.sender_label), Fact(_("Gửi lúc"), file.created_at)]


def _around(request: OfficeRequest, file: StoredFile) -> dict[str, Any]:
    """Return the way back to the file's record, and whether the actor may take the file off."""
    subject = rules.get_subject(request.actor, file.subject_kind, file.subject_id)
    may_change = rules.can_attach(request.actor, file.subject_kind, subject)
    return {"back": _back(request, subject), "may_change": may_change}


def _back(request: OfficeRequest, subject: Model) -> Link:
    return Link(str(subject), to(request, rules.page_of(subject._meta.label_lower), subject.pk))
