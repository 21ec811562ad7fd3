"""Which part of the archive holds which sheet."""

import posixpath
import zipfile
from xml.etree import ElementTree

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def sheet_titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the title of each sheet by the name of its part, in the workbook's order.

    A workbook whose parts stand elsewhere gives nothing; the parser then says what it thinks of it.
    """
    names = set(archive.namelist())
    if not {_WORKBOOK, _RELATIONS} <= names:
        return {}
    targets = {
        element.get("Id", ""): posixpath.normpath(posixpath.join("/xl", element.get("Target", ""))).lstrip("/")
        for element in _elements(archive, _RELATIONS, "Relationship")
    }
    sheets = {}
    for element in _elements(archive, _WORKBOOK, "sheet"):
        # The namespace of r:id differs between transitional and strict workbooks.
        link = next((value for name, value in element.items() if name.endswith("}id")), "")
        sheets[targets.get(link, "")] = element.get("name", "")
    return {part: title for part, title in sheets.items() if part in names}


def _elements(archive: zipfile.ZipFile, part: str, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(archive.read(part))  # noqa: S314 (parts with a DTD never get here)
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]
