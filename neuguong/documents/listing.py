"""A plain printed list as PDF: a title, what is to be known first, and sections of rows; for copies, not for documents
that an office issues."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from neuguong.documents.pdf import compile_pdf
from neuguong.documents.wording import clean

_LETTERS = re.compile(r"[@._/-]")
_WIDEST, _MARGIN, _TALL, _LONG_WORD = 34, 4, 1_500, 20
TEMPLATE = Path(__file__).parent / "typst" / "listing.typ"


@dataclass(frozen=True, slots=True)
class Part:
    """A section: rows of as many texts as there are headings; `note` stands under its title, `more` under its rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`facts` are lines of (label, value) under the title; `foot` stands at the foot of each page, `end` at the end."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: str
    made: datetime
    end: tuple[str, ...] = ()


def render_listing(listing: Listing) -> bytes:
    """Return the list as a tagged PDF; FileNotFoundError when the fonts are not there."""
    parts = [
        {
            "title": clean(part.title),
            "note": clean(part.note),
            "more": clean(part.more),
            "widths": _widths(part),
            "breakable": any(len(text) > _TALL for row in part.rows for text in row),
            "headings": [clean(text) for text in part.headings],
            "rows": [[_breakable(clean(text)) for text in row] for row in part.rows],
        }
        for part in listing.parts
    ]
    facts = [[clean(label), clean(value)] for label, value in listing.facts]
    data = {"title": clean(listing.title), "facts": facts, "parts": parts, "foot": clean(listing.foot)}
    data["end"] = [clean(text) for text in listing.end]
    files = {"listing.json": json.dumps(data, ensure_ascii=False).encode(), "main.typ": TEMPLATE.read_bytes()}
    return compile_pdf(files, listing.made)


def _widths(part: Part) -> list[int]:
    """Return how wide the columns are beside each other: what is long gets room, and no word is broken for it."""
    columns = zip(part.headings, *part.rows, strict=True)
    return [max(map(_width, texts)) + _MARGIN for texts in columns]


def _width(text: str) -> int:
    words = [len(word) for word in text.split()] or [0]
    return max(min(len(text), _WIDEST), *words)


def _breakable(text: str) -> str:
    """Let a long word, as an address, go on in the next line after its signs."""
    return " ".join(_LETTERS.sub("\\g<0>\u200b", word) if len(word) > _LONG_WORD else word for word in text.split(" "))
