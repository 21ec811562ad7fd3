"""A sheet as a stream of rows."""

import itertools
from collections.abc import Iterator

from neuguong.interchange.reading.values import Row


class Sheet:
    """A sheet whose rows stream by once; `blank_tail` is known when they have been read.

    Rows that hold nothing are not given: a gap in the numbers shows them, and `blank_tail` counts those
    below the last row.
    """

    def __init__(self, title: str, *, hidden: bool, rows: Iterator[Row]) -> None:
        self.title = title
        self.hidden = hidden
        self.blank_tail = 0
        self._rows = rows

    def stream(self, rows: Iterator[Row]) -> None:
        """Have the rows come from `rows`."""
        self._rows = rows

    def head(self, count: int = 40) -> list[Row]:
        """Return the first rows (at most `count`) without taking them away."""
        first = list(itertools.islice(self._rows, count))
        self._rows = itertools.chain(first, self._rows)
        return first

    def rows(self) -> Iterator[Row]:
        """Give the rows that are left, once."""
        return self._rows
