"""Workbooks made by hand, part by part, for what no honest program writes."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook
from neuguong.interchange.reading.reader import open_workbook
from neuguong.interchange.reading.values import Cell, Row

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def text_cell(reference: str, text: str) -> str:
    """Return the XML of a cell that holds `text`."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return the XML of rows of text from A1."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(cells))
        + "</row>"
        for number, cells in enumerate(rows, start=1)
    )


def parts(sheet: str, *, before: str = "", after: str = "", title: str = "Người") -> dict[str, str]:
    """Return the parts of a workbook with one sheet whose rows are the XML `sheet`."""
    relation = f'<Relationship Id="rId1" Type="{OFFICE}'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet}</sheetData>{after}'
        "</worksheet>",
    }


def pack(path: Path, contents: dict[str, str] | dict[str, bytes]) -> Path:
    """Write `contents` as a zip archive to `path` and return it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def read(path: Path) -> dict[str, list[Row]]:
    """Return all rows of all sheets by title."""
    with open_workbook(path) as sheets:
        return {sheet.title: list(sheet.rows()) for sheet in sheets}


def cells_of(path: Path) -> list[list[Cell]]:
    """Return the cells of the rows of the first sheet."""
    return [row.cells for row in next(iter(read(path).values()))]


def refusal_of(path: Path) -> Problem:
    """Return why the workbook can't be read; fails if it can."""
    try:
        read(path)
    except UnreadableWorkbook as refusal:
        return refusal.problem
    raise AssertionError(f"{path.name} was read")
