"""What a person typed comes out as typed, in all three renderers, wherever it stands."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from neuguong.documents.blocks import (
    Annex,
    Bases,
    Bullet,
    Column,
    Figure,
    Heading,
    OfficialDocument,
    Paragraph,
    Text,
    runs,
)
from neuguong.documents.blocks import Table as Grid
from neuguong.documents.html import render_html
from neuguong.documents.pdf import render_pdf
from neuguong.documents.word import render_docx
from tests.documents.letters import LETTER
from tests.documents.reading import pdf_text, texts, word

PAYLOADS = (
    '#read("/etc/passwd")',
    '#image("sheet.json")',
    '#eval("1+1")',
    "{{7*7}}",
    "{% load static %}",
    "</w:t></w:r><w:r>",
    "&lt;b&gt;&#65;",
    "<script>alert(1)</script>",
    "*bold* _it_ `code` $x^2$",
    "= Tiêu đề",
    "- mục + mục / mục: x",
    "@trích <nhãn> // chú thích",
    "\\u{48} \\# -- --- ~ 'a' \"b\"",
    '" onmouseover="alert(1)',
    "HYPERLINK \\l x",
    "${7*7} #{7*7} %s {0}",
)


def document_of(payload: str) -> OfficialDocument:
    """The payload in each place that holds text."""
    line = (Text(payload), Figure(payload, "/x"))
    blocks = (
        Heading(2, "1", payload),
        Paragraph(line),
        Bullet(line),
        Bases((line,)),
        Grid((Column(payload, 1, group=payload), Column("b", 1)), ((line, runs("x")),), payload),
        Paragraph(runs("Hết.")),
    )
    names: dict[str, Any] = dict.fromkeys(
        ("abstract", "higher", "issuer", "place", "signer", "kept", "urgency"), payload
    )
    return replace(
        LETTER,
        **names,
        type_code="BC",
        issuer_code=payload,
        number=1,
        blocks=blocks,
        annexes=(Annex("I", payload, False, (Paragraph(line),)),),
        addressees=(payload,),
        recipients=(payload,),
        authority=payload,
        position=payload,
    )


class Reader(HTMLParser):
    text = ""
    tags: frozenset[str] = frozenset()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {tag}
        assert not {name for name, _ in attrs if name.startswith("on") or name == "style"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_word_shows_it_as_typed(payload: str) -> None:
    said = texts(word(render_docx(document_of(payload))))
    for line in (f"1. {payload}", payload * 2, f"- {payload * 2}", payload, payload.upper(), f"Kính gửi: {payload}"):
        assert line in said
    assert sum(line.count(payload) for line in said) >= 14


@pytest.mark.parametrize("payload", PAYLOADS)
def test_pdf_shows_it_as_typed(payload: str) -> None:
    text = "".join(pdf_text(render_pdf(document_of(payload))).split())
    typed = "".join(payload.split())
    assert text.count(typed) >= 14
    assert "root:" not in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_shows_it_as_typed(payload: str) -> None:
    reader = Reader()
    reader.feed(render_html(document_of(payload)))
    reader.close()
    assert reader.text.count(payload) >= 14
    assert not reader.tags & {"script", "b", "w:r"}
