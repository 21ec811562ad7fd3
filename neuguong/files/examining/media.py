"""The kinds of files that are kept, known by their content and never by their name."""

from pathlib import Path
from typing import NamedTuple

_HEAD = 16
_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
DOCX, XLSX = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"


class Media(NamedTuple):
    """A kind of file: what people call it, the endings of its names, and the most bytes one may have."""

    words: str
    endings: tuple[str, ...]
    largest: int


MEGABYTE = 1 << 20
MEDIA = {
    PDF: Media("PDF", (".pdf",), 20 * MEGABYTE),
    DOCX: Media("Word", (".docx",), 20 * MEGABYTE),
    XLSX: Media("Excel", (".xlsx",), 20 * MEGABYTE),
    JPEG: Media("JPEG", (".jpg", ".jpeg"), 15 * MEGABYTE),
    PNG: Media("PNG", (".png",), 15 * MEGABYTE),
    WEBP: Media("WebP", (".webp",), 15 * MEGABYTE),
}
PICTURES = (JPEG, PNG, WEBP)
ENDINGS = tuple(ending for media in MEDIA.values() for ending in media.endings)


def family(path: Path) -> str:
    """Return "pdf", "picture", "office" or nothing, by the first bytes of the file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    return "office" if head.startswith(b"PK\x03\x04") else ""
