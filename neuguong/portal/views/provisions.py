"""The matrix of a document's provisions and the organisations that carry them out."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.directives.rules import directives
from neuguong.portal.provisions import SHOWN, Cell, Grid, Row, grid
from neuguong.portal.provisions.exporting import write_grid
from neuguong.portal.provisions.reminding import reminder
from neuguong.ui.http import OfficeRequest, question, to
from neuguong.ui.values import Link

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More rows than a sheet lying on its side holds in letters that can be read.
_TALL = 75
# With so many columns there is no room for more than the numbers.
_WORDED = 12
_PAGES = ("directives:detail", "directives:inapplicable")


@gzip_page
@require_safe
def provisions(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show which organisation carries out which provision."""
    whole = grid(directives.get(request.actor, pk), standpoint(request).organisation)
    context = {
        "title": _("Bảng theo dõi từng nội dung"),
        "back": Link(whole.directive.citation, to(request, "directives:detail", pk)),
        "whole": whole,
        "shown": SHOWN.items(),
        "said": {name: request.GET.get(name, "") for name in ("group", "show", "q")},
        "export": to(request, "portal:provisions_export", pk) + question(dict(request.GET.lists())),
        "worded": len(whole.provisions) <= _WORDED,
    }
    return render(request, "portal/provisions.html", {**context, **_table(request, whole)})


def _table(request: OfficeRequest, whole: Grid) -> dict[str, Any]:
    found = _narrowed(request, whole)
    sheet = "print-wide print-tall" if len(found.rows) > _TALL else "print-wide"
    return {"grid": found, "lines": _lines(request, found), "page_class": sheet}


@require_safe
def provisions_export(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the matrix as a workbook, as its filters leave it."""
    found = _narrowed(request, grid(directives.get(request.actor, pk), standpoint(request).organisation))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.xlsx"
        write_grid(path, actor=request.actor, organisation=standpoint(request).organisation, grid=found)
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="noi-dung-{pk}.xlsx"'
    return answer


@require_safe
def provisions_remind(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the words to paste for the organisations that were ticked."""
    place = standpoint(request).organisation
    found = grid(directives.get(request.actor, pk), place)
    text = reminder(found, set(request.GET.getlist("code")), place.name)
    return render(request, "portal/remind.html", {"title": _("Lời nhắc"), "text": text})


def _narrowed(request: OfficeRequest, whole: Grid) -> Grid:
    return whole.only(*(request.GET.get(name, "") for name in ("group", "show", "q")))


def _lines(request: OfficeRequest, found: Grid) -> list[tuple[Row, SafeString]]:
    """Return each row with its cells: thousands, so that no template makes them one by one."""
    addresses, made = {page: to(request, page, 0) for page in _PAGES}, dict[Cell, SafeString]()
    for row in found.rows:
        made |= {cell: cell.html(addresses) for cell in {row.plan, *row.cells} - made.keys()}
    return [(row, format_html_join("", "{}", ((made[cell],) for cell in (row.plan, *row.cells)))) for row in found.rows]
