"""A register declared as columns; rows, headings and sorting come from the declaration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from neuguong.ui.http import changed, to
from neuguong.ui.values import Words, shown

Value = str | Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `value` is a dotted path of attributes or a function of the row.

    `sort`: database fields that its heading sorts by, none for a heading that does not sort.
    `shown=False`: the column appears once the user chooses it. `numeric`: right-aligned.
    `tight`: short, and never broken into lines.
    """

    key: str
    label: Words
    value: Value
    sort: tuple[str, ...] = ()
    numeric: bool = False
    shown: bool = True
    tight: bool = False

    def of(self, row: Any) -> object:
        """Return the value of this column in `row`; a choice as its label."""
        return self.value(row) if callable(self.value) else attribute(row, self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """A register: `noun` follows a count ("324 mô hình") and so has the context "đếm", `opens` names a row's page.

    `order`: the key of the column that sorts at first, with "-" for descending. The first column
    holds the link that opens the row.
    """

    noun: Words
    columns: tuple[Column, ...]
    opens: str
    order: str

    def chosen(self, request: HttpRequest) -> tuple[Column, ...]:
        """Return the columns to show: those of `cols` in the address, or the usual ones."""
        wanted = request.GET.getlist("cols")
        first, *rest = self.columns
        return (first, *(column for column in rest if (column.key in wanted if wanted else column.shown)))

    def ordered(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return `rows` in the order that the address asks for; nulls last, then by key."""
        key, descending = self._order(request)
        fields = next(column.sort for column in self.columns if column.key == key)
        ways = [F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True) for name in fields]
        return rows.order_by(*ways, "-pk" if descending else "pk")

    def headings(self, request: HttpRequest) -> list["Heading"]:
        """Return the headings of the chosen columns, each with the address that sorts by it."""
        key, descending = self._order(request)
        found = []
        for column in self.chosen(request):
            current = ("descending" if descending else "ascending") if column.key == key else ""
            turned = f"-{column.key}" if current == "ascending" else column.key
            href = changed(request, sort=turned, page="", open="") if column.sort else ""
            found.append(Heading(capfirst(str(column.label)), href, current, column.numeric))
        return found

    def lines(self, request: HttpRequest, rows: Iterable[Model]) -> list["Line"]:
        """Return the rows as cells of safe HTML, each with the address that opens it."""
        columns = self.chosen(request)
        labels = [capfirst(str(column.label)) for column in columns]
        return [
            Line(
                row.pk,
                to(request, self.opens, row.pk),
                [
                    Cell(label, shown(column.of(row)), column.numeric, column.tight)
                    for label, column in zip(labels, columns, strict=True)
                ],
            )
            for row in rows
        ]

    def _order(self, request: HttpRequest) -> tuple[str, bool]:
        sortable = {column.key for column in self.columns if column.sort}
        asked = request.GET.get("sort", "")
        order = asked if asked.removeprefix("-") in sortable else self.order
        return order.removeprefix("-"), order.startswith("-")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the page shows it; `direction` is "ascending", "descending" or empty."""

    label: str
    href: str
    direction: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it; a phone puts the label before the value."""

    label: str
    html: str
    numeric: bool
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it."""

    pk: Any
    href: str
    cells: list[Cell]


def attribute(row: Any, path: str) -> object:
    """Return `row`'s attribute at the dotted `path`; of a field with choices, the label."""
    *owners, last = path.split(".")
    for owner in owners:
        row = getattr(row, owner, None)
    display = getattr(row, f"get_{last}_display", None)
    return display() if display else getattr(row, last, None)
