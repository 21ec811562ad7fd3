"""The rows of data below the headings; empty rows, totals, notes and signatures are passed over and counted."""

import itertools
import re
from collections.abc import Iterator, Sequence

from neuguong.core.text import compose, fold
from neuguong.interchange.reading.choices import key
from neuguong.interchange.reading.headings import Heading, HeadingMatch
from neuguong.interchange.reading.legacy import RowDecoder, Standing, Standings
from neuguong.interchange.reading.sheet import Sheet
from neuguong.interchange.reading.values import Cell, shown

# "Công" is not "Cộng", so the marks count here; what is typed without marks has to be a total beyond doubt.
_TOTAL = re.compile(r"(?:tổng|cộng)\b|(?:tong|cong)(?: cong| so)?[\s:.\d]*$")
_NOTE = re.compile(
    r"[(*\[ -]*(?:ghi chu|luu y|chu thich|chu giai|nguoi lap|nguoi tong hop|nguoi kiem tra|noi nhan|thu truong"
    r"|t/m|tm\.|k/t|kt\.|t/l|tl\.|xac nhan|ky(?:,| ten| ghi)|ngay \S+ thang \S+ nam|[^,]{2,40}, ngay )"
)
_FEWEST_NUMBERS = 4
_SENTENCE = 5
_ORDINAL = re.compile(r"\(?([a-z]|\d{1,2})\)?", re.IGNORECASE)


class DataRows:
    """Gives the rows of data of a sheet once, in blocks; `skipped` is complete when they have ended.

    A row is passed over only if a key cell is empty, or if what stands there can't be a key: nothing that
    names its record is dropped. The sheet's rows must not have been taken before.
    """

    def __init__(self, sheet: Sheet, match: HeadingMatch, wanted: Sequence[Heading]) -> None:
        self.skipped = 0
        self._sheet = sheet
        self._match = match
        self._wanted = wanted
        self._places = [match.positions.get(heading.key) for heading in wanted]
        self._required = [index for index, heading in enumerate(wanted) if heading.required]
        self._keys = [index for index in self._required if wanted[index].is_key] or self._required
        self._in_notes = False
        self._decoder, self._standing = RowDecoder(), Standings()

    def blocks(self, size: int) -> Iterator[tuple[list[int], list[Sequence[Cell]]]]:
        """Give Excel's row numbers of at most `size` rows, and their cells as columns in the wanted order.

        A column that the sheet lacks holds None.
        """
        headings = self._headings()
        below = itertools.dropwhile(lambda row: row.number <= self._match.row_number, self._sheet.rows())
        last = self._match.row_number
        while batch := list(itertools.islice(below, size)):
            numbers = [row.number for row in batch]
            rows = [row.cells for row in batch]
            self.skipped += numbers[-1] - last - len(batch)
            last = numbers[-1]
            columns = self._aligned(self._decoded(rows))
            dropped = self._passed_over(numbers, rows, columns, headings)
            if dropped:
                self.skipped += len(dropped)
                kept = [index for index in range(len(batch)) if index not in dropped]
                numbers = [numbers[index] for index in kept]
                columns = [[column[index] for index in kept] for column in columns]
            if numbers:
                yield numbers, columns
        self.skipped += self._sheet.blank_tail

    def _decoded(self, rows: list[list[Cell]]) -> list[Sequence[Cell]]:
        """Return the columns of the sheet, in Unicode; `rows` are changed where they have to be."""
        columns, standing = _columns(rows), self._standing
        unicode, wavering, doubtful = set[int](), set[int](), set[int]()
        of = {Standing.UNICODE: unicode, Standing.WAVERING: wavering, Standing.DOUBTFUL: doubtful}
        for column in columns:
            said: dict[Cell, Standing] = {
                cell: standing[cell] for cell in set(column) if isinstance(cell, str) and not cell.isascii()
            }
            for kind in {*said.values()} & of.keys():
                of[kind].update(at for at, cell in enumerate(column) if said.get(cell) is kind)
        self._decoder.saw_unicode(len(unicode))
        looked_at = doubtful | (wavering - unicode)
        for at in looked_at:
            rows[at] = self._decoder.decode(rows[at]).cells
        return _columns(rows) if looked_at else columns

    def _aligned(self, columns: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
        size, length = len(columns), len(columns[0])
        nothing: Sequence[Cell] = [None] * length
        return [columns[place] if place is not None and place < size else nothing for place in self._places]

    def _headings(self) -> set[Cell]:
        """Return how the heading of the first key column may stand in the sheet."""
        column = self._keys[0]
        place = self._places[column]
        found: set[Cell] = {self._wanted[column].label}
        for row in self._sheet.head():
            if row.number == self._match.row_number and place is not None and place < len(row.cells):
                found |= {row.cells[place], self._decoder.decode(row.cells).cells[place]}
        return found

    def _passed_over(
        self, numbers: list[int], rows: list[list[Cell]], columns: list[Sequence[Cell]], headings: set[Cell]
    ) -> set[int]:
        """Return which rows are not of data; only those that may not be are looked at one by one."""
        first = self._match.row_number + 1
        odd = {0} if numbers[0] == first else set[int]()
        for column in (columns[index] for index in self._required):
            if None in column:
                odd |= {at for at, cell in enumerate(column) if cell is None}
        odd |= {at for at, cell in enumerate(columns[self._keys[0]]) if cell in headings}
        dropped, before = set[int](), -1
        for at in sorted(odd):
            self._in_notes = self._in_notes and at == before + 1
            if not self._is_data(rows[at], [column[at] for column in columns], first=numbers[at] == first):
                dropped.add(at)
            before = at
        self._in_notes = self._in_notes and before + 1 == len(numbers)
        return dropped

    def _is_data(self, cells: list[Cell], aligned: list[Cell], *, first: bool) -> bool:
        """Tell whether the row is one of data; remembers that notes have begun."""
        if first and _is_numbering(cells):
            return False
        if all(aligned[index] is not None for index in self._required):
            self._in_notes = False
            return not self._repeats_headings(aligned)
        keys = [aligned[index] for index in self._keys]
        text = next((cell for cell in cells if isinstance(cell, str)), "")
        if self._is_remark(cells, text) or (_NOTE.match(fold(text)) and _is_unnamed(keys, text)):
            self._in_notes = True
            return False
        if all(cell is None for cell in aligned):
            return False
        if _TOTAL.match(compose(text).lower()) and _is_unnamed(keys, text):
            return False
        # Below the first note come names of signers, where a code may be expected but no words.
        return not (self._in_notes and any(cell is None or " " in shown(cell) for cell in keys))

    def _is_remark(self, cells: list[Cell], text: str) -> bool:
        """Tell whether the row is one sentence and nothing else, where a record takes several cells."""
        alone = sum(cell is not None for cell in cells) == 1
        return alone and len(self._required) > 1 and len(text.split()) >= _SENTENCE

    def _repeats_headings(self, aligned: list[Cell]) -> bool:
        """Tell whether the headings come again, as they do at the top of each printed page."""
        return all(
            cell is None or (isinstance(cell, str) and key(cell) == key(heading.label))
            for cell, heading in zip(aligned, self._wanted, strict=True)
        )


def _columns(rows: list[list[Cell]]) -> list[Sequence[Cell]]:
    """Return the rows turned into columns; the sheet's rows may end at different columns."""
    if len({len(row) for row in rows}) == 1:
        return list(zip(*rows, strict=True))
    return list(itertools.zip_longest(*rows))


def _is_unnamed(keys: Sequence[Cell], label: str) -> bool:
    """Tell whether a key cell is empty, or holds nothing but the label of a total or a note."""
    return any(cell is None or cell == label for cell in keys)


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether the row numbers the columns: (1) (2) (3) …, or A B 1 2 3 …, just below the headings."""
    found = [_ORDINAL.fullmatch(shown(cell)) for cell in cells if cell is not None]
    marks = [mark[1].upper() for mark in found if mark]
    letters = sum(mark.isalpha() for mark in marks)
    in_order = [chr(65 + place) for place in range(letters)]
    in_order += [str(place + 1) for place in range(len(marks) - letters)]
    return len(marks) == len(found) >= _FEWEST_NUMBERS and marks == in_order
