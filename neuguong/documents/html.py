"""The document as a fragment of a web page, made from the same blocks."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from neuguong.documents.blocks import OfficialDocument, Picture
from neuguong.documents.plain import Encoder
from neuguong.documents.sheet import lay_out

TEMPLATE = "documents/paper.html"
STYLESHEET = "documents/paper.css"
PIXELS_PER_MM = 96 / 25.4


def render_html(document: OfficialDocument, addresses: Mapping[str, str] | None = None) -> SafeString:
    """Return an <article class="paper"> without styles or scripts; the page links STYLESHEET.

    Pictures are data: addresses, save those whose caption has an address of its own in `addresses`.
    ValueError when no format holds on the document's date.
    """
    sheet = lay_out(document)
    elsewhere = addresses or {}

    def source(picture: Picture) -> dict[str, Any]:
        found = _source(picture)
        return {**found, "src": elsewhere[picture.caption]} if picture.caption in elsewhere else found

    plain = Encoder(sheet.format, "", source).sheet(sheet)
    return render_to_string(TEMPLATE, {"sheet": plain, "format": sheet.format})


def _source(picture: Picture) -> dict[str, Any]:
    content, kind = (picture.svg.encode(), "svg+xml") if picture.svg else (picture.png, "png")
    width = picture.width * PIXELS_PER_MM
    size = {"pixels": round(width), "pixels_high": round(width * picture.ratio)}
    return {**size, "src": f"data:image/{kind};base64,{b64encode(content).decode()}"}
