"""PDF files: nothing that runs, nothing attached, no second file behind; and their text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from neuguong.files.examining.findings import TEXT_KEPT, Findings, NotKept
from neuguong.files.examining.media import PDF

_RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute", "/GoToR", "/GoToE"}
_CARRIES = {"/EmbeddedFile", "/Filespec", "/RichMedia", "/XFA", "/JS"}
_MOST_OBJECTS = 200_000
_TRAILING = 2_048
_PAGES_READ = 200


def examine(path: Path) -> Findings:
    """Return what the PDF file at `path` says."""
    _check_end(path)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotKept("encrypted")
        _check_objects(reader)
        pages = _texts(reader)
        return Findings(PDF, "\n".join(pages)[:TEXT_KEPT], pages[0] if pages else "", pages=len(reader.pages))
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise NotKept("broken") from error


def _check_end(path: Path) -> None:
    """Refuse what follows the end of the document: a file of another kind may begin there."""
    content = path.read_bytes()
    end = content.rfind(b"%%EOF")
    if end < 0 or len(content[end:].strip()) > _TRAILING:
        raise NotKept("broken" if end < 0 else "polyglot")
    if zipfile.is_zipfile(path):
        raise NotKept("polyglot", "zip")


def _check_objects(reader: PdfReader) -> None:
    """Look at every object of the file, reachable or not."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > _MOST_OBJECTS:
        raise NotKept("archive", f"{len(numbers)} objects")
    for number in sorted(numbers):
        for one in _dictionaries(reader.get_object(number)):
            _check_dictionary(one)


def _dictionaries(thing: Any) -> Iterator[DictionaryObject]:
    """Give the dictionaries that stand directly in `thing`; what it refers to is looked at by itself."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _check_dictionary(one: DictionaryObject) -> None:
    for key in ("/S", "/Type"):
        # A name is compared as it stands; pypdf has undone its escapes (#4A) by now.
        named = one.get(NameObject(key))
        if named in _RUNS or named in _CARRIES:
            raise NotKept("active", str(named))
    for key in _CARRIES & set(one):
        raise NotKept("active", key)


def _texts(reader: PdfReader) -> list[str]:
    """Return the text of the pages, as far as it is kept; a page that can't be read says nothing."""
    kept: list[str] = []
    size = 0
    for page in reader.pages[:_PAGES_READ]:
        try:
            words = page.extract_text()
        except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            words = ""
        kept.append(words)
        size += len(words)
        if size >= TEXT_KEPT:
            break
    return kept
