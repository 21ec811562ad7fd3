"""PDF by typst; text travels as JSON beside the template and is never markup."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from neuguong.documents.blocks import OfficialDocument, Picture
from neuguong.documents.fonts import font_directory
from neuguong.documents.formats import Format
from neuguong.documents.plain import Encoder
from neuguong.documents.sheet import lay_out

TEMPLATE = Path(__file__).parent / "typst" / "official.typ"
_RULES = ("page_number_from_top", "head_columns", "issuer_mark", "abstract_mark", "line", "gap", "indent")


def render_pdf(document: OfficialDocument, base_url: str = "") -> bytes:
    """Return the document as a tagged PDF; figures' paths of this site get `base_url` before them.

    ValueError when no format holds on its date, FileNotFoundError when the fonts are not there.
    """
    sheet = lay_out(document)
    pictures = _Pictures()
    data = Encoder(sheet.format, base_url, pictures.add).sheet(sheet)
    data["format"] = _rules(sheet.format)
    data["date"] = [document.date.year, document.date.month, document.date.day]
    files = {
        **pictures.files,
        "sheet.json": json.dumps(data, ensure_ascii=False).encode(),
        "main.typ": TEMPLATE.read_bytes(),
    }
    return compile_pdf(files, datetime.combine(document.date, time(), UTC))


def compile_pdf(files: dict[str, bytes], made: datetime) -> bytes:
    """Compile main.typ in a directory of its own, beyond which typst reads nothing but fonts."""
    with TemporaryDirectory(prefix="neuguong-pdf-") as name:
        root = Path(name)
        for file, content in files.items():
            (root / file).write_bytes(content)
        main = root / "main.typ"
        # typst takes no part of a second.
        moment = made.astimezone(UTC).replace(microsecond=0)
        return typst.compile(main, root=root, font_paths=_fonts(), format="pdf", timestamp=moment)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only our own fonts, so that the output is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_directory()])


def _rules(rules: Format) -> dict[str, Any]:
    looks = {name: getattr(rules, name) for name in _RULES}
    return {"styles": asdict(rules.styles), "margins": asdict(rules.margins), **looks}


@dataclass(slots=True)
class _Pictures:
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, picture: Picture) -> dict[str, Any]:
        name = f"picture-{len(self.files)}.{'svg' if picture.svg else 'png'}"
        self.files[name] = picture.svg.encode() if picture.svg else picture.png
        return {"file": name}
