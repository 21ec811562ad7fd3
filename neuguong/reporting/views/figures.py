"""Figures: the list, and what opens behind each."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe

from neuguong.campaigns.indicators import Line, Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import Figure, Slice, indicator, slice_of_records
from neuguong.campaigns.standpoint import standpoint
from neuguong.commitments.actions import read_behind_figure
from neuguong.core.errors import NotVisible
from neuguong.core.text import fold
from neuguong.organisations.queries import Structure
from neuguong.organisations.rules import get_visible
from neuguong.reporting import rules
from neuguong.reporting.queries import lists
from neuguong.reporting.queries.lists import Opened
from neuguong.reporting.subjects import funnel, grouped
from neuguong.ui.http import OfficeRequest, to

_PAGE = 30
# How many organisations show at once: on a page, and in the drawer, which keeps room for the records.
_BARS, _FEW = 12, 6


@require_safe
def figures_(request: OfficeRequest) -> HttpResponse:
    """Show all figures of the place and period, by subject."""
    question, asked = _question(request), request.GET.get("q", "")
    rows = lists.compared(question)
    context = {
        "groups": grouped([row for row in rows if _named(row.figure.label, asked)]),
        "funnel": [] if asked else funnel(rows),
        "asked": asked,
        "structure": question.structure.value,
        "before": parse(rows[0].before.period).label,
    }
    return render(request, "reporting/figures.html", context)


def _named(label: str, asked: str) -> bool:
    """Tell whether a label holds every word asked for, with marks or without."""
    return all(word in fold(label) for word in fold(asked).split())


@require_safe
def figure(request: OfficeRequest, code: str) -> HttpResponse:
    """Show what a figure counts: definition, by organisation, records."""
    question, item = _question(request), indicator(code)
    opened = lists.opened(question, code)
    context = {
        "item": item,
        "figure": opened.figure,
        "title": str(item.label),
        "within": question.within,
        "structure": question.structure.value,
        "since": None if question.within else _since(question, opened.figure),
    }
    parts = {**_bars(request, opened), **_records(request, question, code, opened)}
    return render(request, "reporting/figure.html", {**context, **parts})


def _since(question: Question, found: Figure) -> int | float | None:
    return lists.since_frozen(found, question.organisation, question.period, question.structure.value)


def _bars(request: OfficeRequest, opened: Opened) -> dict[str, object]:
    """Return the parts of the organisations below, the first few unless all are asked for."""
    few = _FEW if request.htmx.target == "drawer" else _BARS
    shown = opened.bars if request.GET.get("all") == "1" else opened.bars[:few]
    return {"bars": shown, "more_bars": len(opened.bars) - len(shown)}


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


def _records(request: OfficeRequest, question: Question, code: str, opened: Opened) -> dict[str, object]:
    """Return a page of the lines behind the figure; names of people only to those who keep the lists."""
    if not rules.may_list(request.actor, question.organisation, code):
        return {"hidden": True}
    number = int(asked) if (asked := request.GET.get("page", "")).isdecimal() else 1
    found, pages = _slice(request, question, code, max(number, 1))
    if pages.number != number:
        found, pages = _slice(request, question, code, pages.number)
    numbers = [line.pk for line in found.lines]
    read_behind_figure(actor=request.actor, code=code, numbers=numbers, organisation=question.organisation)
    return {"pages": pages, "lines": _told(request, found.lines, opened)}


def _slice(request: OfficeRequest, question: Question, code: str, number: int) -> tuple[Slice, Page[int]]:
    """Return the lines of a page, and the page itself: the last one where there are fewer."""
    found = slice_of_records(question, code, actor=request.actor, offset=(number - 1) * _PAGE, limit=_PAGE)
    return found, Paginator(range(found.total), _PAGE).get_page(number)


def _told(request: OfficeRequest, lines: list[Line], opened: Opened) -> list[tuple[Line, str, str]]:
    """Return lines with the name of their organisation, and the address of those that the actor may open."""
    places = lists.placed(lines, opened.places)
    told = []
    for line in lines:
        place = places.get(line.organisation)
        opens = place is not None and rules.may_open(request.actor, place, line.kind)
        told.append((line, place.name if place else line.organisation, _href(request, line) if opens else ""))
    return told


def _href(request: OfficeRequest, line: Line) -> str:
    """Return the address of a record's own page, nothing where it has none."""
    name = lists.PAGES.get(line.kind)
    if name is None:
        return ""
    try:
        return to(request, name) if name.endswith("_list") else to(request, name, line.pk)
    except NoReverseMatch:
        return ""
