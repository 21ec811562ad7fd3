"""The page of a register: filters, columns, sorting, pages; a part of it for htmx."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.ui import exports
from neuguong.ui.filters import Filter, narrowed
from neuguong.ui.http import OfficeRequest, changed
from neuguong.ui.tables import Table
from neuguong.ui.values import Link, Words, number

SIZE = 50
PART = "register"


def page(
    request: OfficeRequest,
    *,
    table: Table,
    rows: QuerySet[Any],
    title: Words,
    filters: Sequence[Filter] = (),
    empty: Words = "",
    create: Link | None = None,
    lead: Words = "",
    sheet: str = "",
    template: str = "ui/list.html",
    shown: Callable[[Iterable[Any]], object] = lambda _rows: None,
    **more: Any,
) -> HttpResponse:
    """Show `rows`, already narrowed to what the actor may see, as the register `table`.

    `empty` says what belongs here and why; `create` is the button that starts it; `sheet` is what workbooks
    call such rows, where the list can be exported; `shown` gets the rows of the page. Two queries for any number
    of rows, if `rows` joins what the columns need. A room's own `template` extends "ui/list.html", gets `more`.
    """
    kept, trouble = _narrowed(request, rows, filters)
    found = Paginator(table.ordered(request, kept), SIZE).get_page(request.GET.get("page"))
    words = {"title": title, "lead": lead, "create": create, "empty": empty, "trouble": trouble}
    context = {**words, "export": exports.address(request, sheet), **_parts(request, table, filters, found), **more}
    shown(found.object_list)
    return _rendered(request, context, template)


def _rendered(request: OfficeRequest, context: dict[str, Any], template: str) -> HttpResponse:
    if not is_part(request):
        return render(request, template, context)
    response = render(request, "ui/register.html", context)
    response["HX-Push-Url"] = changed(request)
    return response


def is_part(request: OfficeRequest) -> bool:
    """Tell whether only the rows are asked for, the page around them being there already."""
    return request.htmx.target == PART


def _narrowed(request: OfficeRequest, rows: QuerySet[Any], filters: Sequence[Filter]) -> tuple[QuerySet[Any], str]:
    """Return the rows that all filters keep, and what could not be read of them."""
    try:
        return narrowed(rows, request, filters), ""
    except Refusal as refusal:
        return rows.none(), refusal.message


def _parts(request: OfficeRequest, table: Table, filters: Sequence[Filter], found: Page[Any]) -> dict[str, Any]:
    """Return the controls, headings, lines and ways to other pages."""
    chosen = {column.key for column in table.chosen(request)}
    return {
        "filtered": any(item.value(request) for item in filters),
        "controls": [item.control(request) for item in filters],
        "headings": table.headings(request),
        "lines": table.lines(request, found.object_list),
        "page": found,
        "summary": _summary(table, found),
        **ways(request, found),
        "columns": [(column, column.key in chosen) for column in table.columns[1:]],
        "kept": _kept(request, {*(item.name for item in filters), "page", "open"}),
        "kept_by_columns": _kept(request, {"cols", "page", "open"}),
    }


def ways(request: OfficeRequest, page: Page[Any]) -> dict[str, str]:
    """Return the addresses of the pages before and after, empty where there is none."""
    return {
        "previous": changed(request, page=page.previous_page_number()) if page.has_previous() else "",
        "next": changed(request, page=page.next_page_number()) if page.has_next() else "",
    }


def _kept(request: OfficeRequest, apart: set[str]) -> list[tuple[str, str]]:
    """Return what a form has to send along so that the rest of the view stays as it is."""
    return [(key, value) for key, values in request.GET.lists() if key not in apart for value in values]


def _summary(table: Table, found: Page[Any]) -> str:
    total = number(found.paginator.count)
    if found.paginator.num_pages == 1:
        return _("%(count)s %(noun)s") % {"count": total, "noun": table.noun}
    first, last = number(found.start_index()), number(found.end_index())
    return _("%(first)s–%(last)s trong %(count)s %(noun)s") % {
        "first": first,
        "last": last,
        "count": total,
        "noun": table.noun,
    }
