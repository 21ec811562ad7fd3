"""Sections: the paper, its margins, the number of a page."""

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from neuguong.documents.formats import Format
from neuguong.documents.sheet import Segment
from neuguong.documents.word.styles import style_id
from neuguong.documents.word.xml import Element, element, paragraph, run, twips

A4 = (210, 297)


def text_area(rules: Format, segment: Segment) -> tuple[float, float]:
    """Return width and height in mm between the margins of a segment's pages."""
    width, height = A4[::-1] if segment.landscape else A4
    margins = rules.margins
    return width - margins.left - margins.right, height - margins.top - margins.bottom


def first_section(section: Section, rules: Format) -> None:
    """Set the paper, and a header with the number of the page on all pages but the first."""
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


def later_section(rules: Format, segment: Segment) -> Element:
    """A section that goes on with the header and numbers of the one before."""
    width, height = A4[::-1] if segment.landscape else A4
    margins = rules.margins
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
        element("pgSz", w=twips(width), h=twips(height), **turned),
        element("pgMar", **{side: twips(value) for side, value in sides.items()}, gutter=0),
    )
