"""The blocks of a document as paragraphs, tables and pictures."""

from dataclasses import dataclass
from io import BytesIO

from docx.parts.document import DocumentPart
from docx.shared import Length, Mm

from neuguong.documents.blocks import Bases, Block, Bullet, Heading, Paragraph, Picture, Table, Text
from neuguong.documents.formats import Format
from neuguong.documents.sheet import AnnexHead, Segment
from neuguong.documents.word.inline import Links, inline
from neuguong.documents.word.styles import SPACER, style_id
from neuguong.documents.word.tables import ruled_table
from neuguong.documents.word.xml import Element, element, paragraph, run

ROOM_FOR_CAPTION = 25  # mm


@dataclass(slots=True)
class Writer:
    """What the blocks need to know; `width` and `height` of the text area are in mm."""

    part: DocumentPart
    links: Links
    rules: Format
    width: float = 0
    height: float = 0

    def segment(self, segment: Segment, width: float, height: float) -> list[Element]:
        """Return the elements of a segment, an annex's heading first."""
        self.width, self.height = width, height
        made = [] if segment.head is None else _annex_head(segment.head)
        for block in segment.blocks:
            made.extend(self._block(block))
        return made

    def _block(self, block: Block) -> list[Element]:
        if isinstance(block, Table):
            after = element("spacing", after=round(self.rules.gap * 20))
            return [*ruled_table(block, self.links, self.width), paragraph(SPACER, properties=(after,))]
        if isinstance(block, Picture):
            return self._picture(block)
        if isinstance(block, Heading):
            text = self.rules.heading(block.level, block.number, block.text)
            return [paragraph(style_id(f"heading_{block.level}"), run(text))]
        if isinstance(block, Bases):
            return self._bases(block)
        return [self._paragraph(block)]

    def _paragraph(self, block: Paragraph | Bullet) -> Element:
        if isinstance(block, Bullet):
            return paragraph(style_id("body"), *inline((Text("- "), *block.runs), self.links))
        centred = (element("ind", firstLine=0), element("jc", val="center"))
        looks = centred if block.align == "center" else ()
        return paragraph(style_id("body"), *inline(block.runs, self.links), properties=looks)

    def _bases(self, block: Bases) -> list[Element]:
        ends = [";"] * (len(block.items) - 1) + ["."]
        lines = ((Text("- "), *item, Text(end)) for item, end in zip(block.items, ends, strict=False))
        return [paragraph(style_id("bases"), *inline(line, self.links)) for line in lines]

    def _picture(self, block: Picture) -> list[Element]:
        width = min(block.width, self.width, (self.height - ROOM_FOR_CAPTION) / block.ratio)
        shape = self.part.new_pic_inline(BytesIO(block.png), _length(width), _length(width * block.ratio))
        shape.docPr.set("descr", block.alt)
        drawn = element("r", element("drawing", shape))
        # An exact line would cut the picture off, hence a caption's paragraph.
        keep = (element("keepNext"),) if block.caption else ()
        caption = [paragraph(style_id("caption"), run(block.caption))] if block.caption else []
        return [paragraph(style_id("caption"), drawn, properties=keep), *caption]


def _length(millimetres: float) -> Length:
    return Mm(millimetres)


def _annex_head(head: AnnexHead) -> list[Element]:
    parts = (("annex_number", head.number), ("annex_title", head.title), ("annex_reference", head.reference))
    return [paragraph(style_id(part), run(text)) for part, text in parts if text]
