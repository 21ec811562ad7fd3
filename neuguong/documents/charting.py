"""Draws specifications of charts.py. Importing it loads a whole engine: only what draws imports it."""

from functools import lru_cache

import vl_convert

from neuguong.documents.blocks import Picture
from neuguong.documents.charts import Spec
from neuguong.documents.fonts import font_directory

LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
NOWHERE: list[str] = []  # no address is allowed, so nothing is ever fetched


def to_svg(spec: Spec) -> str:
    """Return the chart as SVG; ValueError when the specification can't be drawn."""
    _register_fonts()
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=NOWHERE, format_locale=LOCALE)


def to_png(spec: Spec, scale: float = 3) -> bytes:
    """Return the chart as PNG, `scale` pixels for each of the specification's (3 is 216 dpi on paper)."""
    return vl_convert.svg_to_png(to_svg(spec), scale=scale)


def draw(spec: Spec, alt: str, caption: str = "") -> Picture:
    """Return the chart as a block of a document, `alt` saying in a sentence what it shows."""
    svg = to_svg(spec)
    return Picture(png=vl_convert.svg_to_png(svg, scale=3), svg=svg, alt=alt, caption=caption)


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(font_directory()))
