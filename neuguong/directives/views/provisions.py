"""Pages of a document's provisions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.directives import actions, queries, rules
from neuguong.directives.forms import ProvisionsForm
from neuguong.directives.models import PLAN_KINDS, Directive
from neuguong.directives.numbering import headings
from neuguong.organisations import rules as organisations
from neuguong.organisations.rules import require
from neuguong.ui import editing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link

TITLE = _("Nội dung văn bản")
TEMPLATE = "directives/provisions_form.html"


@require_http_methods(["GET", "POST"])
def provisions(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter the provisions of a document as one text; show first how it is split, where that is asked for."""
    return editing.keeping(ProvisionsForm)(_provisions)(request, pk)


def _provisions(request: OfficeRequest, pk: int) -> HttpResponse:
    record = rules.directives.get(request.actor, pk)
    require(rules.directives.can_write(request.actor, record))
    form = ProvisionsForm(editing.sent(request), actor=request.actor, instance=record)
    return (_preview if "preview" in request.POST else _edited)(request, form, to(request, "directives:detail", pk))


def _preview(request: OfficeRequest, form: ProvisionsForm, back: str) -> HttpResponse:
    status = 200 if form.is_valid() else 422
    told = {"items": form.items, "headings": headings(item.number for item in form.items)}
    around = {"title": TITLE, "lead": form.instance.citation, "cancel": back, "button": _("Lưu")}
    return render(request, TEMPLATE, {**around, **told, "form": form}, status=status)


def _edited(request: OfficeRequest, form: ProvisionsForm, back: str) -> HttpResponse:
    return editing.page(
        request,
        form,
        title=TITLE,
        lead=form.instance.citation,
        save=lambda found, version: _kept(request, form, found, version),
        done=lambda _found: back,
        cancel=back,
        history=audit.history,
        template=TEMPLATE,
    )


def _kept(request: OfficeRequest, form: ProvisionsForm, found: Directive, version: int | None) -> Directive:
    return actions.list_provisions(actor=request.actor, directive=found, items=form.items, version=version)


def told(request: OfficeRequest, record: Directive) -> dict[str, Any]:
    """Return what a document's page tells of its provisions, and the ways to enter and to answer them."""
    rows, upper = queries.provisions_of(record), queries.seen(request.actor, record.concretises_id)
    carried = queries.carried_out_by_provision(record) if rows and upper else {}
    return {
        "provisions": [(row, "; ".join(carried.get(row.pk, ()))) for row in rows],
        "headings": headings(row.number for row in rows),
        "upper": upper,
        "set_aside": _set_aside(request, record),
        "provision_links": _links(request, record, answers=bool(rows and upper), filled=bool(rows)),
    }


def _links(request: OfficeRequest, record: Directive, *, answers: bool, filled: bool) -> list[Link]:
    pages = {}
    if filled and _set_aside(request, record):
        pages = {"directives:plan": _("Soạn kế hoạch theo mẫu"), "directives:plan_word": _("Tải mẫu kế hoạch (Word)")}
    elif filled and record.kind in PLAN_KINDS and record.is_issued:
        pages = {"directives:plan_word": _("Tải Word")}
    if filled:
        pages["portal:provisions"] = _("Theo dõi cấp dưới cụ thể hóa")
    if rules.directives.can_write(request.actor, record):
        if answers:
            pages["directives:concretise"] = _("Đối chiếu với văn bản cấp trên")
        pages["directives:provisions"] = _("Sửa nội dung") if filled else _("Nhập nội dung")
    return [Link(words, to(request, page, record.pk)) for page, words in pages.items()]


def _set_aside(request: OfficeRequest, record: Directive) -> bool:
    """Tell whether the actor may say at the place that a provision of the document does not apply there."""
    place = standpoint(request).organisation
    below = rules.binds(record, place) and record.organisation_id != place.pk
    return below and organisations.can_write(request.actor, place)
