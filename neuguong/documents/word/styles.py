"""The styles of a Word document: one for each part that the rule set names, and no others."""

from dataclasses import fields

from docx.document import Document

from neuguong.documents.formats import Format, Style
from neuguong.documents.word.xml import Element, element, twips

TYPEFACE = "Times New Roman"
FIGURE = "Figure"
BODY = "Normal"
SPACER = "Spacer"
ABSTRACT_SIDE = 8  # mm left free on both sides, so that a long abstract breaks like a title

# Style id → name shown in Word; headings keep Word's own names, which its navigation knows.
NAMES = {
    "page_number": "Số trang",
    "head_title": "Tiêu đề văn bản",
    "head_motto": "Tiêu ngữ",
    "higher": "Cơ quan cấp trên",
    "issuer": "Cơ quan ban hành",
    "number": "Số và ký hiệu",
    "place_date": "Địa danh và ngày",
    "type": "Tên loại",
    "abstract": "Trích yếu",
    "letter_abstract": "Trích yếu công văn",
    "body": "Normal",
    "bases": "Căn cứ",
    "heading_1": "heading 1",
    "heading_2": "heading 2",
    "heading_3": "heading 3",
    "authority": "Quyền hạn",
    "position": "Chức vụ",
    "signer": "Họ tên người ký",
    "recipients_title": "Nơi nhận",
    "recipients": "Danh sách nơi nhận",
    "urgency": "Mức độ khẩn",
    "draft": "Dự thảo",
    "annex_number": "Số phụ lục",
    "annex_title": "Tên phụ lục",
    "annex_reference": "Kèm theo",
    "table": "Chữ trong bảng",
    "caption": "Chú thích",
}
_FLOWING = {"body", "bases", "heading_1", "heading_2", "heading_3"}
_LEFT = {"recipients_title", "recipients", "table"}
_KEPT = {"heading_1", "heading_2", "heading_3", "annex_number", "annex_title", "type"}
_AROUND = {"type": (18, 0), "annex_reference": (3, 12), "caption": (3, 6)}  # points before and after


def style_id(part: str) -> str:
    """Return the id of a part's style: "heading_1" → "Heading1"; the body is Normal."""
    return BODY if part == "body" else part.replace("_", " ").title().replace(" ", "")


def write_styles(document: Document, rules: Format) -> None:
    """Replace all styles of the library's template by those of the rule set."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(_defaults())
    for field in fields(rules.styles):
        root.append(_paragraph_style(field.name, getattr(rules.styles, field.name), rules))
    root.append(_spacer())
    root.append(_figure())


def _fonts() -> Element:
    return element("rFonts", ascii=TYPEFACE, hAnsi=TYPEFACE, eastAsia=TYPEFACE, cs=TYPEFACE)


def _defaults() -> Element:
    letters = element(
        "rPr",
        _fonts(),
        element("color", val="000000"),
        element("sz", val=28),
        element("szCs", val=28),
        element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    )
    return element("docDefaults", element("rPrDefault", letters), element("pPrDefault"))


def _paragraph_style(part: str, style: Style, rules: Format) -> Element:
    body = part == "body"
    return element(
        "style",
        element("name", val=NAMES[part]),
        *([] if body else [element("basedOn", val=BODY)]),
        element("qFormat"),
        element("pPr", *_paragraph_looks(part, rules)),
        element("rPr", *_letters(style)),
        type="paragraph",
        styleId=style_id(part),
        **({"default": 1} if body else {}),
    )


def _paragraph_looks(part: str, rules: Format) -> list[Element]:
    flowing = part in _FLOWING
    line = round(rules.line * 20) if flowing else 240
    before, after = _AROUND.get(part, (0, rules.gap if flowing else 0))
    gaps = {"before": round(before * 20), "after": round(after * 20)}
    side = twips(ABSTRACT_SIDE) if part == "abstract" else 0
    level = int(part[-1]) - 1 if part.startswith("heading") else 0
    outlined = part.startswith("heading") or part == "annex_number"
    alignment = "both" if flowing else "left" if part in _LEFT else "center"
    return [
        *([element("keepNext")] if part in _KEPT else []),
        element("widowControl"),
        element("spacing", **gaps, line=line, lineRule="exact" if flowing else "auto"),
        element("ind", left=side, right=side, firstLine=twips(rules.indent) if flowing else 0),
        element("jc", val=alignment),
        *([element("outlineLvl", val=level)] if outlined else []),
    ]


def _letters(style: Style) -> list[Element]:
    return [
        element("b", val=int(style.bold)),
        element("i", val=int(style.italic)),
        element("sz", val=round(style.size * 2)),
        element("szCs", val=round(style.size * 2)),
        *([element("u", val="single")] if style.underline else []),
    ]


def _spacer() -> Element:
    """A paragraph of one point, where Word demands one after a table or for a section's end."""
    tiny = element("spacing", before=0, after=0, line=20, lineRule="exact")
    return element(
        "style",
        element("name", val="Khoảng ngăn"),
        element("basedOn", val=BODY),
        element("pPr", tiny, element("ind", firstLine=0)),
        element("rPr", element("sz", val=2), element("szCs", val=2)),
        type="paragraph",
        styleId=SPACER,
    )


def _figure() -> Element:
    """A figure that opens: black as the text, told by its dotted underline."""
    return element(
        "style",
        element("name", val="Số liệu mở được"),
        element("qFormat"),
        element("rPr", element("u", val="dotted")),
        type="character",
        styleId=FIGURE,
    )
