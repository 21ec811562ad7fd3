"""The end of a document: recipients on the left, who signs on the right."""

from neuguong.documents.sheet import Sheet, Signature
from neuguong.documents.word.styles import style_id
from neuguong.documents.word.xml import Element, cell, element, paragraph, row, run, table

WIDTHS = (75.0, 90.0)
ROOM = 5  # empty lines for signature and seal


def foot(sheet: Sheet) -> Element:
    """Return the signature block, kept on one page; minutes have two signers over the recipients."""
    left, right = WIDTHS
    recipients = _recipients(sheet)
    if sheet.recorder is None:
        rows = [row(cell(left, *recipients), cell(right, *_signer(sheet.signature)))]
    else:
        signers = row(cell(left, *_signer(sheet.recorder)), cell(right, *_signer(sheet.signature)))
        rows = [
            signers,
            row(cell(left, paragraph(style_id("position")), *recipients), cell(right, paragraph(style_id("position")))),
        ]
    return table(WIDTHS, rows, ruled=False)


def _line(part: str, text: str) -> Element:
    return paragraph(style_id(part), run(text), properties=(element("keepNext"),))


def _recipients(sheet: Sheet) -> list[Element]:
    if not sheet.recipients:
        return [paragraph(style_id("recipients"))]
    title = _line("recipients_title", "Nơi nhận:")
    return [title, *(_line("recipients", name) for name in sheet.recipients)]


def _signer(signature: Signature) -> list[Element]:
    heads = (("authority", signature.authority), ("position", signature.position))
    return [
        *(_line(part, text) for part, text in heads if text),
        *(_line("position", "") for _ in range(ROOM)),
        _line("signer", signature.name),
    ]
