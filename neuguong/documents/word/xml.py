"""The few elements of WordprocessingML from which a document is built, without string concatenation."""

from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_PER_MM = 1440 / 25.4
Element = BaseOxmlElement


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return `<w:tag w:name="value">children</w:tag>`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Element:
    """Return a run; a line feed in `text` becomes a line break."""
    looks = [element("rStyle", val=style)] if style else []
    looks += [element(tag) for tag, on in (("b", bold), ("i", italic)) if on]
    made = element("r", *([element("rPr", *looks)] if looks else []))
    for index, line in enumerate(text.split("\n")):
        if index:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph of a style; `properties` in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)


def style_of(part: Element) -> str:
    """Return the id of a paragraph's style, "" of anything else."""
    found = part.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def cell(width: float, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a cell `width` mm wide."""
    size = element("tcW", w=twips(width), type="dxa")
    return element("tc", element("tcPr", size, *properties), *content)


def row(*cells: Element, header: bool = False) -> Element:
    """Return a row that never splits over pages; a header row repeats on each."""
    looks = [element("cantSplit")]
    if header:
        looks.append(element("tblHeader"))
    return element("tr", element("trPr", *looks), *cells)


def table(widths: Iterable[float], rows: Iterable[Element], *, ruled: bool, title: str = "") -> Element:
    """Return a table of fixed widths (mm), `ruled` with thin lines or without any."""
    widths = list(widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    padding = {"top": 0.5, "left": 1, "bottom": 0.5, "right": 1} if ruled else {"left": 0, "right": 0}
    looks = [
        element("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        *([] if ruled else [element("jc", val="center")]),
        element("tblBorders", *(element(side, **line) for side in sides)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=twips(room), type="dxa") for side, room in padding.items())),
        *([element("tblCaption", val=title)] if title else []),
    ]
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", element("tblPr", *looks), grid, *rows)
