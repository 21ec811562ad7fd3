"""Cells merged over several rows: Excel keeps the value in the first row only."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Corner = tuple[int, int]


class VerticalMerges:
    """Gives the rows of a merged area the value of its first row, in one pass from top to bottom.

    Only the area's first column is filled: a title merged over many columns stays one cell.
    """

    def __init__(self, ranges: Iterable[tuple[Corner, Corner]]) -> None:
        """Take areas as ((first row, first column), (last row, last column)), from 0."""
        self._starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (top, left), (bottom, _) in ranges:
            if bottom > top:
                self._starts[top + 1].append((left, bottom + 1))
        self._open: dict[int, tuple[int, Any]] = {}

    def fill(self, number: int, cells: list[Any]) -> None:
        """Fill the row `number` (from 1), which has a value of its own; rows come in their order."""
        if not self._starts and not self._open:
            return
        for column, (last, value) in list(self._open.items()):
            if number > last:
                del self._open[column]
            elif column < len(cells) and cells[column] is None:
                cells[column] = value
        for column, last in self._starts.pop(number, ()):
            if column < len(cells) and cells[column] is not None:
                self._open[column] = (last, cells[column])
