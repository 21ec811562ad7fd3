"""A plain printed list as PDF: a title, what is to be known first, and sections of rows; for copies, not for documents
that an office issues."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from neuguong.documents.pdf import compile_pdf
from neuguong.documents.wording import clean

TEMPLATE = Path(__file__).parent / "typst" / "listing.typ"


@dataclass(frozen=True, slots=True)
class Part:
    """A section: rows of as many texts as there are headings; `note` stands under its title."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`facts` are lines of (label, value) under the title; `foot` stands at the foot of each page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: str
    made: datetime


def render_listing(listing: Listing) -> bytes:
    """Return the list as a tagged PDF; FileNotFoundError when the fonts are not there."""
    parts = [
        {
            "title": clean(part.title),
            "note": clean(part.note),
            "headings": [clean(text) for text in part.headings],
            "rows": [[clean(text) for text in row] for row in part.rows],
        }
        for part in listing.parts
    ]
    facts = [[clean(label), clean(value)] for label, value in listing.facts]
    data = {"title": clean(listing.title), "facts": facts, "parts": parts, "foot": clean(listing.foot)}
    files = {"listing.json": json.dumps(data, ensure_ascii=False).encode(), "main.typ": TEMPLATE.read_bytes()}
    return compile_pdf(files, listing.made)
