"""A whole Word document: parts, sections, properties."""

from copy import deepcopy
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from neuguong.documents.blocks import OfficialDocument
from neuguong.documents.formats import Format
from neuguong.documents.sheet import Sheet, lay_out
from neuguong.documents.word.body import Writer
from neuguong.documents.word.foot import foot
from neuguong.documents.word.head import head
from neuguong.documents.word.inline import Links
from neuguong.documents.word.sections import first_section, later_section, text_area
from neuguong.documents.word.styles import SPACER, write_styles
from neuguong.documents.word.xml import Element, element, paragraph, style_of


def render_docx(document: OfficialDocument, base_url: str = "") -> bytes:
    """Return the document as .docx; figures' paths of this site get `base_url` before them.

    ValueError when no format holds on its date.
    """
    sheet = lay_out(document)
    word = Document()
    write_styles(word, sheet.format)
    _settings(word, sheet.format)
    _properties(word, sheet, document)
    first_section(word.sections[0], sheet.format)
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
    segments = (*sheet.body, *sheet.annexes)
    sections = [deepcopy(last), *(later_section(sheet.format, segment) for segment in segments[1:])]
    for index, segment in enumerate(segments):
        made = writer.segment(segment, *text_area(sheet.format, segment))
        if index == 0:
            made = [*head(sheet, links), *made]
        if index == len(sheet.body) - 1:
            made = [*_kept(made), _gap(), foot(sheet)]
        for part in _closed(made, () if segment is segments[-1] else (sections[index],)):
            last.addprevious(part)
    body.replace(last, sections[-1])


def _closed(made: list[Element], section: tuple[Element, ...]) -> list[Element]:
    """End a section in a line of one point; a second one could fall on a page of its own."""
    if made and style_of(made[-1]) == SPACER:
        made = made[:-1]
    return [*made, paragraph(SPACER, properties=section)]


def _kept(made: list[Element]) -> list[Element]:
    """Keep the last lines on the signature's page."""
    for part in made[-2:]:
        looks = part.find(qn("w:pPr"))
        if looks is not None and looks.find(qn("w:keepNext")) is None:
            looks.insert(1, element("keepNext"))
    return made


def _gap() -> Element:
    return paragraph(SPACER, properties=(element("keepNext"), element("spacing", after=120)))


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
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]  # the library's own picture, of another document
