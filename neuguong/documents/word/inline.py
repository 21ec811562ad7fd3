"""Runs of text, and the figures in them, as hyperlinks to the records that they count."""

from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from neuguong.documents.blocks import Figure, Runs
from neuguong.documents.sheet import absolute
from neuguong.documents.word.styles import FIGURE
from neuguong.documents.word.xml import Element, element, run


@dataclass(slots=True)
class Links:
    """External relationships of the document's part, one for each address."""

    part: Part
    base_url: str
    known: dict[str, str] = field(default_factory=dict)

    def relationship(self, href: str) -> str:
        """Return the id of the relationship to an address, made at its first use."""
        address = absolute(href, self.base_url)
        if address not in self.known:
            self.known[address] = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self.known[address]


def inline(line: Runs, links: Links, *, bold: bool = False) -> list[Element]:
    """Return the elements of runs; `bold` raises all of them."""
    made: list[Element] = []
    for part in line:
        if isinstance(part, Figure):
            words = run(part.text, bold=bold or part.bold, italic=part.italic, style=FIGURE)
            link = element("hyperlink", words, history=1)
            link.set(qn("r:id"), links.relationship(part.href))
            made.append(link)
        elif part.text:
            made.append(run(part.text, bold=bold or part.bold, italic=part.italic))
    return made
