"""Figures: the list, and what opens behind each."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe

from neuguong.campaigns.indicators import Line, Question
from neuguong.campaigns.queries import count_records, figures, indicator, records
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import NotVisible
from neuguong.organisations.queries import Structure
from neuguong.organisations.rules import get_visible
from neuguong.reporting import rules
from neuguong.reporting.queries import lists
from neuguong.reporting.subjects import grouped
from neuguong.ui.http import OfficeRequest, to

_PAGE = 30
_BARS = 12


@require_safe
def figures_(request: OfficeRequest) -> HttpResponse:
    """Show all figures of the place and period, by subject."""
    question = _question(request)
    rows = lists.compared(question)
    context = {"groups": grouped(rows), "structure": question.structure.value, "before": rows[0].before.period}
    return render(request, "reporting/figures.html", context)


@require_safe
def figure(request: OfficeRequest, code: str) -> HttpResponse:
    """Show what a figure counts: definition, by organisation, records."""
    question, item = _question(request), indicator(code)
    context = {
        "item": item,
        "figure": figures(question, [code])[0],
        "title": str(item.label),
        "within": question.within,
        "structure": question.structure.value,
    }
    parts = {**_bars(request, question, code), **_records(request, question, code)}
    return render(request, "reporting/figure.html", {**context, **parts})


def _bars(request: OfficeRequest, question: Question, code: str) -> dict[str, object]:
    """Return the parts of the organisations below, the first few unless all are asked for."""
    found = lists.bars(question, code)
    shown = found if request.GET.get("all") == "1" else found[:_BARS]
    return {"bars": shown, "more_bars": len(found) - len(shown)}


def _question(request: OfficeRequest) -> Question:
    """Return what is asked; an unknown part or structure is an address that does not exist."""
    here = standpoint(request)
    within = request.GET.get("within")
    try:
        structure = Structure(request.GET.get("structure", "then"))
    except ValueError as error:
        raise NotVisible from error
    part = get_visible(request.actor, within) if within else None
    return Question(here.organisation, here.period, structure, part)


def _records(request: OfficeRequest, question: Question, code: str) -> dict[str, object]:
    """Return a page of the lines behind the figure; names of people only to those who keep the lists."""
    if not rules.may_list(request.actor, question.organisation, code):
        return {"hidden": True}
    size = count_records(question, code)
    pages = Paginator(range(size), _PAGE).get_page(request.GET.get("page"))
    found = list(
        records(question, code, actor=request.actor, offset=pages.start_index() - 1 if size else 0, limit=_PAGE)
    )
    names = lists.organisations_named(found)
    return {
        "pages": pages,
        "lines": [(line, names.get(line.organisation, line.organisation), _href(request, line)) for line in found],
    }


def _href(request: OfficeRequest, line: Line) -> str:
    name = lists.PAGES.get(line.kind)
    if name is None:
        return ""
    try:
        return to(request, name) if name.endswith("_list") else to(request, name, line.pk)
    except NoReverseMatch:
        return ""
