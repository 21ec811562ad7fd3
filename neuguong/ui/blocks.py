"""Lists of what belongs to a record, under its facts; a higher room may add its own to a lower one's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, QuerySet, Window

from neuguong.ui.http import OfficeRequest
from neuguong.ui.values import Link, Words, shown

MOST = 20
ANY = "*"
"""Stands for every kind of record."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a block: words that lead to a page, what is smaller below, and a value at the end."""

    text: Words
    href: str = ""
    hint: Words = ""
    value: object = ""

    @property
    def html(self) -> str:
        """The value as safe HTML, or nothing."""
        return "" if self.value == "" else shown(self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """A list under its title; `empty` is said where it holds nothing, `more` leads to what is left out."""

    title: Words
    items: list[Item]
    count: int = 0
    empty: Words = ""
    more: Link | None = None
    add: Link | None = None


Builder = Callable[[OfficeRequest, Any], Block | None]
_BUILDERS: dict[str, list[Builder]] = {}


def about(kind: str) -> Callable[[Builder], Builder]:
    """Have a function's block shown on the page of each record of `kind`, a model's label "app.model", or of ANY.

    The function stands in the views of the room that knows what it lists, which may be above `kind`'s.
    """

    def keep(builder: Builder) -> Builder:
        _BUILDERS.setdefault(kind, []).append(builder)
        return builder

    return keep


def of(request: OfficeRequest, record: Model) -> list[Block]:
    """Return the blocks of a record that have something to show or to say, in the rooms' order."""
    found = (
        builder(request, record) for builder in [*_BUILDERS.get(record._meta.label_lower, []), *_BUILDERS.get(ANY, [])]
    )
    return [block for block in found if block is not None and (block.items or block.empty or block.add)]


def listed(
    title: Words,
    rows: QuerySet[Any],
    item: Callable[[Any], Item],
    *,
    empty: Words = "",
    more: Link | None = None,
    add: Link | None = None,
) -> Block:
    """Return a block of the first rows; `more` leads to all of them and is shown when some are left out."""
    # Each row brings the number of all, so that one statement does.
    first: list[Any] = list(rows.annotate(whole_=Window(Count("pk")))[:MOST])
    count = first[0].whole_ if first else 0
    return Block(title, [item(row) for row in first], count, empty, more if count > MOST else None, add)
