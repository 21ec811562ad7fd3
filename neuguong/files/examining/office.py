"""Word and Excel files: no macros, nothing fetched from elsewhere, no document type of their own."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from neuguong.core import archives
from neuguong.files.examining.findings import TEXT_KEPT, Findings, NotKept
from neuguong.files.examining.media import DOCX, XLSX

_TYPES = "[Content_Types].xml"
_MAINS = {DOCX: b"wordprocessingml.document.main+xml", XLSX: b"spreadsheetml.sheet.main+xml"}
# Where the words of each stand, and what holds a paragraph or a cell there; a secret mark may stand in a header.
_WORDS = {
    DOCX: re.compile(r"word/(header\d*|document)\.xml"),
    XLSX: re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
}
_BLOCKS = {"p", "si", "is"}
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "dialogsheets/", "activex", "oleobject", "embeddings/")
_RELATION = re.compile(rb"<[\w:]*Relationship\b[^>]*>")
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)|<\0!\0D\0O\0|\0<\0!\0D\0O")
_FIRST_PAGE = 3_000


def examine(path: Path) -> Findings:
    """Return what the Word or Excel file at `path` says."""
    try:
        with archives.checked(path) as archive:
            media_type = _media_type(archive)
            for part in archive.infolist():
                _check(archive, part)
            text = _text(archive, media_type)
    except archives.Unsafe as unsafe:
        raise NotKept("encrypted" if unsafe.code == "encrypted" else "archive", unsafe.found) from unsafe
    except ElementTree.ParseError as error:
        raise NotKept("broken") from error
    return Findings(media_type, text, text[:_FIRST_PAGE])


def _media_type(archive: zipfile.ZipFile) -> str:
    names = {part.filename for part in archive.infolist()}
    if _TYPES not in names:
        raise NotKept("kind", "zip")
    types = archive.read(_TYPES)
    if b"macroEnabled" in types:
        raise NotKept("active", "macro")
    for media_type, main in _MAINS.items():
        if main in types:
            return media_type
    raise NotKept("kind", "zip")


def _check(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    if any(word in name for word in _ACTIVE):
        raise NotKept("active", part.filename)
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    content = archive.read(part)
    if _DECLARED.search(content):
        raise NotKept("active", f"{part.filename}: DOCTYPE")
    if name.endswith(".rels"):
        for relation in _RELATION.findall(content):
            if b'TargetMode="External"' in relation and b"/hyperlink" not in relation:
                raise NotKept("active", f"{part.filename}: External")


def _text(archive: zipfile.ZipFile, media_type: str) -> str:
    """Return the text of the paragraphs or cells, one a line, as far as it is kept; headers stand before the rest."""
    names = (name for name in archive.namelist() if _WORDS[media_type].fullmatch(name))
    lines = (
        line for name in sorted(names, key=lambda name: ("header" not in name, name)) for line in _lines(archive, name)
    )
    kept, size = [], 0
    for line in lines:
        kept.append(line)
        size += len(line) + 1
        if size >= TEXT_KEPT:
            break
    return "\n".join(kept)[:TEXT_KEPT]


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with archive.open(name) as stream:
        for _event, element in ElementTree.iterparse(stream):  # noqa: S314 - document types are refused before
            if _local(element) in _BLOCKS:
                words = "".join(part.text or "" for part in element.iter() if _local(part) == "t")
                element.clear()
                if words.strip():
                    yield words


def _local(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]
