"""Things that a row names and that may have to be made: rounds, groups, accounts."""

from collections.abc import Callable, Iterable

from neuguong.interchange.rows import RowData


class Pending:
    """Keeps what is to be made until a sound row needs it; a negative number stands for each till then."""

    def __init__(self, field: str, make: Callable[[str, RowData], int]) -> None:
        """`make` makes the thing called by a name for a row and returns its id, which goes into `field`."""
        self._field, self._make = field, make
        self._numbers: dict[str, int] = {}
        self._made: dict[int, int] = {}

    def number(self, name: str) -> int:
        """Return the number that stands for the thing called `name`."""
        return self._numbers.setdefault(name, -1 - len(self._numbers))

    def settle(self, rows: Iterable[RowData]) -> None:
        """Make what `rows` need and put the ids in place."""
        names = {number: name for name, number in self._numbers.items()}
        for row in rows:
            number = row.values.get(self._field)
            if number in names:
                if number not in self._made:
                    self._made[number] = self._make(names[number], row)
                row.values[self._field] = self._made[number]
