"""PDF by typst; text travels as JSON beside the template and is never markup."""

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from neuguong.documents.blocks import Figure, Heading, OfficialDocument, Picture, Table
from neuguong.documents.fonts import font_directory
from neuguong.documents.formats import Format
from neuguong.documents.sheet import Sheet, absolute, lay_out
from neuguong.documents.table_head import head_rows

TEMPLATE = Path(__file__).parent / "typst" / "official.typ"


def render_pdf(document: OfficialDocument, base_url: str = "") -> bytes:
    """Return the document as a tagged PDF; figures' paths of this site get `base_url` before them.

    ValueError when no format holds on its date, FileNotFoundError when the fonts are not there.
    """
    sheet = lay_out(document)
    encoder = _Encoder(sheet.format, base_url)
    data = {"date": [document.date.year, document.date.month, document.date.day], **encoder.sheet(sheet)}
    with TemporaryDirectory(prefix="neuguong-pdf-") as name:
        root = Path(name)
        (root / "sheet.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file, content in encoder.pictures.items():
            (root / file).write_bytes(content)
        main = root / "official.typ"
        main.write_bytes(TEMPLATE.read_bytes())
        return typst.compile(
            main,
            root=root,
            font_paths=_fonts(),
            format="pdf",
            timestamp=datetime.combine(document.date, time(), UTC),
        )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only our own fonts, so that the output is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_directory()])


@dataclass(slots=True)
class _Encoder:
    rules: Format
    base_url: str
    pictures: dict[str, bytes] = field(default_factory=dict)

    def sheet(self, sheet: Sheet) -> dict[str, Any]:
        """Return the sheet as plain data; the format's types are left out."""
        rules = {
            "styles": asdict(self.rules.styles),
            "margins": asdict(self.rules.margins),
            **{name: getattr(self.rules, name) for name in _RULES},
        }
        lines = {item.name: getattr(sheet, item.name) for item in fields(sheet) if item.name != "format"}
        return {"format": rules, **{name: self.encode(value) for name, value in lines.items()}}

    def encode(self, value: Any) -> Any:
        """Return a block, a run, a tuple or a scalar as plain data."""
        if isinstance(value, tuple):
            return [self.encode(item) for item in value]
        if isinstance(value, Picture):
            return self._picture(value)
        if isinstance(value, Heading):
            text = self.rules.heading(value.level, value.number, value.text)
            return {"kind": value.kind, "level": value.level, "text": text}
        if hasattr(value, "__dataclass_fields__"):
            plain = {name: self.encode(getattr(value, name)) for name in value.__dataclass_fields__}
            return plain | {"kind": getattr(value, "kind", "")} | self._extra(value)
        return value

    def _extra(self, value: object) -> dict[str, Any]:
        if isinstance(value, Figure):
            return {"href": absolute(value.href, self.base_url)}
        if isinstance(value, Table):
            return {"head": self.encode(head_rows(value.columns))}
        return {}

    def _picture(self, picture: Picture) -> dict[str, Any]:
        name = f"picture-{len(self.pictures)}.{'svg' if picture.svg else 'png'}"
        self.pictures[name] = picture.svg.encode() if picture.svg else picture.png
        return {
            "kind": picture.kind,
            "file": name,
            "alt": picture.alt,
            "caption": picture.caption,
            "width": picture.width,
            "ratio": picture.ratio,
        }


_RULES = (
    "page_number_from_top",
    "head_columns",
    "issuer_mark",
    "abstract_mark",
    "line",
    "gap",
    "indent",
)
