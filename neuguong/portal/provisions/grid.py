"""The matrix put together: a row for each organisation that owes a plan or has one, the latest first."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from neuguong.campaigns.duties import Duty, Place, about
from neuguong.core.text import fold
from neuguong.directives import queries
from neuguong.directives.models import Directive
from neuguong.organisations.models import Organisation
from neuguong.portal.provisions import cells
from neuguong.portal.provisions.cells import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation: its plan, and a cell for each provision."""

    place: Place
    plan: Cell
    cells: list[Cell]

    @property
    def late(self) -> list[int]:
        """The places of the provisions that are late."""
        return [index for index, cell in enumerate(self.cells) if cell.late]

    @property
    def days(self) -> int:
        """The longest lateness, in days."""
        return max((cell.late for cell in self.cells), default=0)

    @property
    def done(self) -> int:
        """How many provisions the plan has."""
        return sum(cell.state == "done" for cell in self.cells)

    @property
    def asked(self) -> int:
        """How many apply."""
        return sum(cell.state != "aside" for cell in self.cells)

    def stands(self, show: str) -> bool:
        """Tell whether a provision stands as `show` says; what is late is not carried out yet, either."""
        wanted = {show, "late", "returned"} if show == "open" else {show}
        return any(cell.state in wanted for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """The provisions as columns and the rows, the latest organisation first; `due` where all have one day."""

    directive: Directive
    provisions: list[queries.Asked]
    rows: list[Row]
    due: dt.date | None = None

    @property
    def groups(self) -> list[tuple[str, str]]:
        """The groups of the rows, to filter by."""
        found = {(str(one.group), one.group_name) for row in self.rows if (one := row.place).group}
        return sorted(found, key=lambda group: group[1])

    @property
    def late(self) -> int:
        """How many organisations have something late."""
        return sum(bool(row.late) for row in self.rows)

    @property
    def share(self) -> tuple[int, int]:
        """How many provisions are carried out, of how many that apply."""
        return sum(row.done for row in self.rows), sum(row.asked for row in self.rows)

    def only(self, group: str, show: str, text: str) -> "Grid":
        """Return the same with the rows of a group, with a provision that stands so, of that name or code."""
        words = fold(text)
        rows = [
            row
            for row in self.rows
            if (not group or str(row.place.group) == group)
            and (show not in cells.SHOWN or row.stands(show))
            and words in fold(f"{row.place.name} {row.place.code}")
        ]
        return replace(self, rows=rows)


def grid(directive: Directive, place: Organisation) -> Grid:
    """Return how the organisations at and below `place` carry a document out, provision by provision; as of today."""
    found = about(place, "plan", directive.pk, directive.date)
    below = queries.answered_below(directive, place)
    duties = {duty.organisation: duty for duty in found.duties}
    told = {pk for pk, _upper in below.aside} | below.plans.keys() | duties.keys()
    if not duties:
        told |= queries.bound_below(directive, place)
    row_of = _rows(below, duties, found.as_of)
    rows = [row_of(found.places[pk]) for pk in told & found.places.keys() - {directive.organisation_id}]
    rows.sort(key=lambda row: (-len(row.late), -row.days, row.place.sort_key))
    due = {duty.occasion.due for duty in duties.values()}
    return Grid(directive, below.asked, rows, due.pop() if len(due) == 1 else None)


def _rows(below: queries.Below, duties: dict[int, Duty], as_of: dt.date) -> Callable[[Place], Row]:
    def row(place: Place) -> Row:
        duty = duties.get(place.pk)
        due, empty, plan = duty and duty.occasion.due, cells.missing(duty, as_of), below.plans.get(place.pk)
        made: list[Cell] = []
        for upper in below.asked:
            key = (place.pk, upper.pk)
            if key in below.carried:
                made.append(cells.in_plan(below.carried[key], due))
            else:
                made.append(cells.aside(below.aside[key]) if key in below.aside else empty)
        named = cells.in_plan(plan, due)._replace(hint=plan.number) if plan else empty
        return Row(place, named, made)

    return row
