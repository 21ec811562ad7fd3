"""Pictures: drawn anew, so that nothing but the picture is kept: no place, no camera, no second file behind it."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from neuguong.files.examining.findings import Findings, NotKept

MOST_PIXELS = 50_000_000
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "P", "1"), "WEBP": ("RGB", "RGBA")}
_QUALITY = 90


def examine(path: Path) -> Findings:
    """Return the picture at `path` drawn anew, the way up that its camera noted."""
    # The size is judged here, before a pixel is unpacked, and not by Pillow's warning.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path, formats=list(_FORMATS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotKept("pixels", f"{picture.width}×{picture.height}")
            return _drawn(picture, str(picture.format))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise NotKept("broken") from error


def _drawn(picture: Image.Image, form: str) -> Findings:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _MODES[form]:
        upright = upright.convert("RGB")
    # A new picture, since saving would take along what the old one carries.
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    if upright.mode == "P" and (palette := upright.getpalette()):
        clean.putpalette(palette)
    out = io.BytesIO()
    options = {"quality": _QUALITY} if form != "PNG" else {"optimize": False}
    clean.save(out, form, **options)
    return Findings(_FORMATS[form], width=clean.width, height=clean.height, content=out.getvalue())
