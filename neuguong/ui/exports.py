"""What a register's list shows, offered for a workbook: the rows of its filters, by the sheet that holds such rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from neuguong.core.errors import NotVisible
from neuguong.ui.filters import Filter, narrowed
from neuguong.ui.http import OfficeRequest, perhaps, question
from neuguong.ui.tables import Table
from neuguong.ui.values import Words

# What the address says about the look of a list, not about its rows.
_LOOK = {"page", "open", "sort", "cols"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A list's rows, as far as the actor may see them, and what narrows them.

    `table` is given by a list whose rows no workbook brings in: it goes out with the columns of the list.
    """

    rows: Callable[[OfficeRequest], QuerySet[Any]]
    filters: Sequence[Filter]
    title: Words = ""
    table: Table | None = None


_OFFERS: dict[str, Offer] = {}


def offer(
    sheet: str,
    rows: Callable[[OfficeRequest], QuerySet[Any]],
    filters: Sequence[Filter],
    title: Words = "",
    table: Table | None = None,
) -> None:
    """Let the list be exported; `sheet` is the code of its kind of rows in workbooks."""
    _OFFERS[sheet] = Offer(rows, filters, title, table)


def table_of(sheet: str) -> tuple[Words, Table] | None:
    """Return the title and the columns of a list that goes out as it looks; None for one in the form of the import."""
    found = _OFFERS.get(sheet)
    return (found.title, found.table) if found is not None and found.table is not None else None


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
