"""The rows of data below the headings; empty rows, totals, notes and signatures are passed over and counted."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from neuguong.core.text import compose, fold
from neuguong.interchange.reading.choices import key
from neuguong.interchange.reading.headings import Heading, HeadingMatch
from neuguong.interchange.reading.legacy import RowDecoder
from neuguong.interchange.reading.reader import Sheet
from neuguong.interchange.reading.values import Cell, shown

# "Công" is not "Cộng", so the marks count here; what is typed without marks has to be a total beyond doubt.
_TOTAL = re.compile(
    r"(?:tổng|cộng)\b(?! (?:công ty|cục|đội|hội|kho|liên đoàn|hợp|kết|sản|đồng|tác)\b)"
    r"|(?:tong|cong)(?: cong| so)?[\s:.\d]*$"
)
_NOTE = re.compile(
    r"[(*\[ -]*(?:ghi chu|luu y|chu thich|chu giai|nguoi lap|nguoi tong hop|nguoi kiem tra|noi nhan|thu truong"
    r"|t/m|tm\.|k/t|kt\.|t/l|tl\.|xac nhan|ky(?:,| ten| ghi)|ngay \S+ thang \S+ nam|[^,]{2,40}, ngay )"
)
_FEWEST_NUMBERS = 4
_SENTENCE = 5
_ORDINAL = re.compile(r"\(?([a-z]|\d{1,2})\)?", re.IGNORECASE)


class DataRow(NamedTuple):
    """A row of data: Excel's row number, and its cells in the order of the wanted headings.

    A column that the sheet lacks gives None. `before` holds, by heading key, the text of each cell that was
    converted from an old encoding.
    """

    number: int
    cells: list[Cell]
    before: dict[str, str]


class DataRows:
    """Iterates once over the rows of data of a sheet; `skipped` is complete when it has ended.

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

    def __iter__(self) -> Iterator[DataRow]:
        decoder = RowDecoder()
        last = self._match.row_number
        for number, raw in self._sheet.rows():
            if number <= self._match.row_number:
                continue
            cells, before = decoder.decode(raw)
            self.skipped += number - last - 1
            aligned = self._aligned(cells)
            first = number == self._match.row_number + 1
            last = number
            if self._is_data(cells, aligned, first=first):
                yield DataRow(number, aligned, self._named(before) if before else {})
            else:
                self.skipped += 1
        self.skipped += self._sheet.blank_tail

    def _aligned(self, cells: list[Cell]) -> list[Cell]:
        size = len(cells)
        return [cells[place] if place is not None and place < size else None for place in self._places]

    def _named(self, before: dict[int, str]) -> dict[str, str]:
        by_place = {place: name for name, place in self._match.positions.items()}
        return {by_place[place]: text for place, text in before.items() if place in by_place}

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
