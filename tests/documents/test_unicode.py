"""Any text a keyboard, a spreadsheet or an attacker can make goes through all renderers unharmed."""

import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from neuguong.documents.blocks import Bullet, Column, Figure, Heading, OfficialDocument, Paragraph, Table, Text, runs
from neuguong.documents.html import render_html
from neuguong.documents.pdf import render_pdf
from neuguong.documents.word import render_docx
from neuguong.documents.wording import clean
from tests.documents.letters import LETTER
from tests.documents.reading import pdf_text, texts, word

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵẢẠẪỆỖỠỬỲĐ "
# Parted into letters and marks, as some keyboards and files have them.
VIETNAMESE = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: unicodedata.normalize("NFD", text))
TEXT = st.one_of(st.text(max_size=80), VIETNAMESE)


def document_of(text: str) -> OfficialDocument:
    blocks = (
        Heading(3, "", text),
        Paragraph((Text(text), Figure(text, "/x"))),
        Bullet(runs(text)),
        Table((Column(text, 1),), ((runs(text),),), text),
        Paragraph(runs("Hết.")),
    )
    return replace(LETTER, blocks=blocks, abstract=text, issuer=text, signer=text, addressees=(text,))


class Reader(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXT)
def test_word_keeps_any_text(text: str) -> None:
    said = texts(word(render_docx(document_of(text))))
    assert f"- {clean(text)}" in said
    assert clean(text) * 2 in said


@given(TEXT)
def test_html_keeps_any_text(text: str) -> None:
    reader = Reader()
    reader.feed(render_html(document_of(text)))
    reader.close()
    assert f"- {clean(text)}".replace("\n", "") in reader.text


@settings(max_examples=15)
@given(TEXT)
def test_pdf_takes_any_text(text: str) -> None:
    made = render_pdf(document_of(text))
    assert made.startswith(b"%PDF-")
    assert "Hết." in pdf_text(made)


@settings(max_examples=15)
@given(VIETNAMESE)
def test_pdf_says_vietnamese_as_typed(text: str) -> None:
    bare = "".join(clean(text).split())
    made = render_pdf(document_of(f"đầu {text} cuối"))
    assert f"-đầu{bare}cuối" in "".join(clean(pdf_text(made)).split())
