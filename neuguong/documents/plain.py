"""Sheets as plain data (dicts, lists, text, numbers) for templates: JSON of typst, context of HTML."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from neuguong.documents.blocks import Figure, Heading, Picture, Table
from neuguong.documents.formats import Format
from neuguong.documents.sheet import Sheet, absolute
from neuguong.documents.table_head import head_rows


@dataclass(frozen=True, slots=True)
class Encoder:
    """`picture` returns what names a picture's bytes to the template, as further keys."""

    rules: Format
    base_url: str
    picture: Callable[[Picture], dict[str, Any]]

    def sheet(self, sheet: Sheet) -> dict[str, Any]:
        """Return every line and block of the sheet; the format is left to the renderer."""
        lines = [item.name for item in fields(sheet) if item.name != "format"]
        return {name: self.encode(getattr(sheet, name)) for name in lines}

    def encode(self, value: Any) -> Any:
        """Return a block, a run, a tuple or a scalar as plain data; a block keeps its `kind`."""
        if isinstance(value, tuple):
            return [self.encode(item) for item in value]
        if isinstance(value, Table):
            return self._table(value)
        if isinstance(value, Picture):
            looks = {"alt": value.alt, "caption": value.caption, "width": value.width, "ratio": value.ratio}
            return {"kind": value.kind, **looks, **self.picture(value)}
        if isinstance(value, Heading):
            text = self.rules.heading(value.level, value.number, value.text)
            return {"kind": value.kind, "level": value.level, "text": text, "anchor": value.anchor}
        if hasattr(value, "__dataclass_fields__"):
            return self._fields(value)
        return value

    def _fields(self, value: Any) -> dict[str, Any]:
        plain = {name: self.encode(getattr(value, name)) for name in value.__dataclass_fields__}
        if isinstance(value, Figure):
            plain["href"] = absolute(value.href, self.base_url)
        return plain | {"kind": getattr(value, "kind", "")}

    def _table(self, table: Table) -> dict[str, Any]:
        rows = [
            [
                {"align": column.align, "runs": self.encode(cell)}
                for column, cell in zip(table.columns, row, strict=True)
            ]
            for row in table.rows
        ]
        return {
            "kind": table.kind,
            "title": table.title,
            "widths": [column.width for column in table.columns],
            "head": self.encode(head_rows(table.columns)),
            "rows": rows,
        }
