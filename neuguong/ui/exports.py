"""What a register's list shows, offered for a workbook: the rows of its filters, by the sheet that holds such rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from neuguong.core.errors import NotVisible
from neuguong.ui.filters import Filter, narrowed
from neuguong.ui.http import OfficeRequest, perhaps, question

# What the address says about the look of a list, not about its rows.
_LOOK = {"page", "open", "sort", "cols"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A list's rows, as far as the actor may see them, and what narrows them."""

    rows: Callable[[OfficeRequest], QuerySet[Any]]
    filters: Sequence[Filter]


_OFFERS: dict[str, Offer] = {}


def offer(sheet: str, rows: Callable[[OfficeRequest], QuerySet[Any]], filters: Sequence[Filter]) -> None:
    """Let the list be exported; `sheet` is the code of its kind of rows in workbooks."""
    _OFFERS[sheet] = Offer(rows, filters)


def seen(request: OfficeRequest, sheet: str) -> QuerySet[Any]:
    """Return the rows that the list of `sheet` shows with the request's filters, on all its pages.

    Raises NotVisible where no list offers that sheet, Refusal where a filter can't be read.
    """
    if sheet not in _OFFERS:
        raise NotVisible
    found = _OFFERS[sheet]
    return narrowed(found.rows(request), request, found.filters)


def address(request: OfficeRequest, sheet: str) -> str:
    """Return where the workbook of what the list shows is, or nothing where it has none."""
    href = perhaps(request, "interchange:export", sheet) if sheet in _OFFERS else ""
    kept = {key: values for key, values in request.GET.lists() if key not in _LOOK}
    return href + question(kept) if href else ""
