"""Reads finished files back with other tools than those that wrote them."""

import subprocess
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument


def word(content: bytes) -> WordDocument:
    return Document(BytesIO(content))


def values(word_document: WordDocument, path: str) -> list[str]:
    """Return what an XPath from the body's root finds."""
    found: list[Any] = word_document.element.xpath(path)
    return [str(value) for value in found]


def texts(word_document: WordDocument) -> list[str]:
    """Return the text of each paragraph, in tables too, a line break as a line feed."""
    paragraphs: list[Any] = word_document.element.body.xpath(".//w:p")
    return ["".join("\n" if node.tag.endswith("}br") else node.text or "" for node in p.xpath(".//w:t|.//w:br"))
            for p in paragraphs]  # fmt: skip


def style_of(word_document: WordDocument, text: str) -> str:
    """Return the style's id of the first paragraph with this text."""
    for p in word_document.element.body.xpath(".//w:p"):
        if "".join(p.xpath(".//w:t/text()")) == text:
            return str(p.xpath("./w:pPr/w:pStyle/@w:val")[0])
    raise AssertionError(f"no paragraph says {text!r}")


def style_values(word_document: WordDocument, style: str, path: str) -> list[str]:
    found: list[Any] = word_document.styles.element.xpath(f"./w:style[@w:styleId='{style}']/{path}")
    return [str(value) for value in found]


def poppler(tool: str, *options: str, content: bytes) -> str:
    """Return what a tool of poppler says of a PDF; fails where poppler is not installed."""
    made = subprocess.run([tool, *options, "-"], input=content, capture_output=True, check=True)
    return made.stdout.decode()


def pdf_text(content: bytes, *options: str) -> str:
    made = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    return made.stdout.decode()


def pdf_pages(content: bytes) -> list[str]:
    return pdf_text(content, "-layout").split("\f")[:-1]


def pdf_links(content: bytes) -> set[str]:
    lines = poppler("pdfinfo", "-url", content=content).splitlines()[1:]
    return {line.split()[-1] for line in lines}
