"""A whole Word document: parts, sections, properties."""

from copy import deepcopy
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from neuguong.documents.blocks import OfficialDocument
from neuguong.documents.formats import Format
from neuguong.documents.sheet import Segment, Sheet, lay_out
from neuguong.documents.word.body import Writer
from neuguong.documents.word.foot import foot
from neuguong.documents.word.head import head
from neuguong.documents.word.inline import Links
from neuguong.documents.word.styles import SPACER, style_id, write_styles
from neuguong.documents.word.xml import Element, element, paragraph, run

A4 = (210, 297)


def render_docx(document: OfficialDocument, base_url: str = "") -> bytes:
    """Return the document as .docx; figures' paths of this site get `base_url` before them.

    ValueError when no format holds on its date.
    """
    sheet = lay_out(document)
    word = Document()
    write_styles(word, sheet.format)
    _settings(word, sheet.format)
    _properties(word, sheet, document)
    _first_section(word.sections[0], sheet.format)
    links = Links(word.part, base_url)
    writer = Writer(word.part, links, sheet.format)
    _fill(word, sheet, writer, links)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _fill(word: WordDocument, sheet: Sheet, writer: Writer, links: Links) -> None:
    """Write the segments, each but the last ended by its section's properties."""
    body = word.element.body
    last = body.sectPr
    first = deepcopy(last)
    segments = (*sheet.body, *sheet.annexes)
    end_of_body = len(sheet.body) - 1
    for index, segment in enumerate(segments):
        made = writer.segment(segment, *_area(sheet.format, segment))
        if index == 0:
            made = [*head(sheet, links), *made]
        if index == end_of_body:
            _keep_with_next(made)
            made += [paragraph(SPACER), foot(sheet)]
        section = first if index == 0 else _later_section(sheet.format, segment)
        closing = () if index == len(segments) - 1 else (section,)
        for part in (*made, paragraph(SPACER, properties=closing)):
            last.addprevious(part)
    if len(segments) > 1:
        body.replace(last, section)


def _area(rules: Format, segment: Segment) -> tuple[float, float]:
    width, height = A4[::-1] if segment.landscape else A4
    margins = rules.margins
    return width - margins.left - margins.right, height - margins.top - margins.bottom


def _keep_with_next(made: list[Element]) -> None:
    """Keep the last lines on the signature's page."""
    for part in made[-2:]:
        looks = part.find(qn("w:pPr"))
        if looks is not None and looks.find(qn("w:keepNext")) is None:
            looks.insert(1, element("keepNext"))


def _first_section(section: Section, rules: Format) -> None:
    margins = rules.margins
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(A4[0]), Mm(A4[1])
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(rules.page_number_from_top)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    for header, content in ((section.first_page_header, []), (section.header, _page_field())):
        root = header._element  # the library has no public way to a header's root
        for child in list(root):
            root.remove(child)
        root.append(paragraph(style_id("page_number"), *content))


def _page_field() -> list[Element]:
    instruction = element("instrText")
    instruction.text = " PAGE "
    instruction.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        run("2"),
        element("r", element("fldChar", fldCharType="end")),
    ]


def _later_section(rules: Format, segment: Segment) -> Element:
    """A section that goes on with the header and numbers of the one before."""
    width, height = A4[::-1] if segment.landscape else A4
    margins = rules.margins
    twip = Mm(1).twips
    turned = {"orient": "landscape"} if segment.landscape else {}
    sides = {
        "top": margins.top,
        "right": margins.right,
        "bottom": margins.bottom,
        "left": margins.left,
        "header": rules.page_number_from_top,
        "footer": rules.page_number_from_top,
    }
    return element(
        "sectPr",
        element("type", val="nextPage"),
        element("pgSz", w=round(width * twip), h=round(height * twip), **turned),
        element("pgMar", **{side: round(value * twip) for side, value in sides.items()}, gutter=0),
    )


def _settings(word: WordDocument, rules: Format) -> None:
    settings = word.settings.element
    if rules.margins.mirrored:
        zoom = settings.find(qn("w:zoom"))
        zoom.addnext(element("mirrorMargins"))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "vi-VN")


def _properties(word: WordDocument, sheet: Sheet, document: OfficialDocument) -> None:
    day = datetime.combine(document.date, time(), UTC)
    properties = word.core_properties
    properties.title, properties.author = sheet.title[:255], sheet.author[:255]
    properties.last_modified_by = sheet.author[:255]
    properties.subject, properties.comments = sheet.format.name, ""
    properties.language = "vi-VN"
    properties.created = properties.modified = day
