"""The review as a page: charts are drawn once and kept as SVG, so that opening the page draws nothing."""

from django.utils.safestring import SafeString

from neuguong.documents import charts
from neuguong.documents.blocks import PNG_SIGNATURE, Picture
from neuguong.documents.html import render_html
from neuguong.reporting.document import build
from neuguong.reporting.document import draw_now as draw
from neuguong.reporting.models import Review

_HEADER = 33


def drawn(review: Review) -> dict[str, dict[str, str | int]]:
    """Return the charts by name: SVG, and width and height in pixels."""
    found: dict[str, dict[str, str | int]] = {}

    def keep(name: str, spec: charts.Spec, alt: str, caption: str) -> Picture:
        picture = draw(name, spec, alt, caption)
        width, height = int.from_bytes(picture.png[16:20]), int.from_bytes(picture.png[20:24])
        found[name] = {"svg": picture.svg, "width": width, "height": height, "caption": picture.caption}
        return picture

    build(review, draw=keep)
    return found


def preview(review: Review, address: str, *, whole: bool = False) -> SafeString:
    """Return the paper; `address` is that of a chart with "NAME" for its name."""
    addresses = {str(kept["caption"]): address.replace("NAME", name) for name, kept in review.charts.items()}

    def framed(name: str, _spec: charts.Spec, alt: str, caption: str) -> Picture:
        kept = review.charts[name]
        return Picture(png=_frame(kept["width"], kept["height"]), alt=alt, caption=caption)

    return render_html(build(review, draw=framed, whole=whole, site=""), addresses)


def _frame(width: int, height: int) -> bytes:
    """Return the head of a PNG, which tells the size and nothing else: the page loads the SVG instead."""
    head = PNG_SIGNATURE + (13).to_bytes(4) + b"IHDR" + width.to_bytes(4) + height.to_bytes(4)
    return head.ljust(_HEADER, b"\0")
