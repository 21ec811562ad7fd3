"""Writes rows as workbooks, byte for byte the same on every run."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from demo.sheets import SHEETS, Cell, Row

NOTE = "Dữ liệu minh họa của phần mềm Nêu Gương; tên người và việc làm là hư cấu."
CREATED = datetime(2024, 2, 5, 8, 0, 0)
# Widths of columns in characters, the least and the most.
NARROWEST, WIDEST = 11, 54


@dataclass(frozen=True)
class Part:
    """One sheet: its kind, rows, rows above the headings, a note under the table, dates as text or as dates."""

    kind: str
    rows: list[Row]
    above: tuple[str, ...] = ()
    below: str = ""
    dates_as_text: bool = False


@dataclass(frozen=True)
class Book:
    """One workbook: its file name without ending, its subject, its sheets."""

    name: str
    subject: str
    parts: tuple[Part, ...]


@dataclass
class Styles:
    """Formats of a workbook."""

    book: Workbook
    heading: Format = field(init=False)
    day: Format = field(init=False)
    title: Format = field(init=False)
    note: Format = field(init=False)

    def __post_init__(self) -> None:
        """Make the formats."""
        self.heading = self.book.add_format({"bold": True, "bg_color": "#F3E3E3", "border": 1, "text_wrap": True})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        self.title = self.book.add_format({"bold": True, "font_size": 13, "align": "center"})
        self.note = self.book.add_format({"italic": True, "font_color": "#5F6B7A"})


def write_cell(sheet: Worksheet, line: int, column: int, value: Cell, styles: Styles, part: Part) -> None:
    """Write one cell: text as text, so that codes keep their zeros; nothing where there is nothing."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        if part.dates_as_text:
            sheet.write_string(line, column, value.strftime("%d/%m/%Y"))
        else:
            sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), styles.day)
    elif isinstance(value, str):
        sheet.write_string(line, column, value)
    else:
        sheet.write_number(line, column, value)


def width_of(heading: str, rows: list[Row]) -> int:
    """Return the width that a column's texts ask for."""
    texts = [value for row in rows if isinstance(value := row.get(heading), str)]
    return min(WIDEST, max(NARROWEST, len(heading) + 2, *(len(text) + 1 for text in texts), 0))


def set_page(sheet: Worksheet, headings: int) -> None:
    """Print on A4 across, as wide as the table, with the headings on each page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(headings)


def write_part(book: Workbook, part: Part, styles: Styles) -> None:
    """Write one sheet."""
    about = SHEETS[part.kind]
    sheet = book.add_worksheet(about.title)
    line, last = 0, len(about.headings) - 1
    for text in part.above:
        sheet.merge_range(line, 0, line, last, text, styles.title)
        line += 1
    sheet.freeze_panes(line + 1, 0)
    set_page(sheet, line)
    for column, heading in enumerate(about.headings):
        sheet.set_column(column, column, width_of(heading, part.rows))
        sheet.write_string(line, column, heading, styles.heading)
    first = line
    for row in part.rows:
        line += 1
        for column, heading in enumerate(about.headings):
            write_cell(sheet, line, column, row.get(heading), styles, part)
    sheet.autofilter(first, 0, line, last)
    if part.below:
        sheet.write_string(line + 2, 0, part.below, styles.note)


def write_book(folder: Path, about: Book) -> Path:
    """Write one workbook and return its path."""
    path = folder / f"{about.name}.xlsx"
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": about.subject,
            "subject": "Nêu Gương: dữ liệu minh họa",
            "author": "Nêu Gương",
            "comments": NOTE,
            "created": CREATED,
        }
    )
    styles = Styles(book)
    for part in about.parts:
        write_part(book, part, styles)
    book.close()
    return path
