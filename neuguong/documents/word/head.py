"""The head of the first page: who issues, number, place and date, type and abstract."""

from neuguong.documents.formats import Format, Style
from neuguong.documents.sheet import CAPITAL_EM, POINTS_PER_MM, Sheet
from neuguong.documents.word.inline import Links, inline
from neuguong.documents.word.styles import style_id
from neuguong.documents.word.xml import Element, cell, element, paragraph, row, run, table, twips

PART_OF_ISSUER = 0.42  # NĐ 30/2020: the rule is 1/3 to 1/2 of the line above it


def head(sheet: Sheet, links: Links) -> list[Element]:
    """Return the header block, then title and abstract or the addressees."""
    return [_block(sheet), *_title(sheet), *_addressees(sheet, links)]


def _block(sheet: Sheet) -> Element:
    left, right = sheet.format.head_columns
    under_number = [
        paragraph(style_id("number"), run(sheet.number_line)),
        *_lines("letter_abstract", sheet.letter_abstract),
        *(part for mark in sheet.marks for part in _lines("urgency", mark)),
    ]
    place = _lines("place_date", sheet.place_date) or [paragraph(style_id("place_date"))]
    return table(
        (left, right),
        [
            row(cell(left, *_issuer(sheet, left)), cell(right, *_nation(sheet, right))),
            row(cell(left, *under_number), cell(right, *place)),
        ],
        ruled=False,
    )


def _lines(part: str, text: str) -> list[Element]:
    return [paragraph(style_id(part), run(text))] if text else []


def _issuer(sheet: Sheet, width: float) -> list[Element]:
    rules = sheet.format
    names = [*_lines("higher", sheet.higher), *_lines("issuer", sheet.issuer)]
    if rules.issuer_mark == "asterisk":
        return [*names, paragraph(style_id("higher"), run("*"))]
    longest = max(sheet.issuer.split("\n"), key=len)
    size = rules.styles.issuer.size
    length = min(len(longest) * CAPITAL_EM * size / POINTS_PER_MM, width) * PART_OF_ISSUER
    return [*names, rule(width, length)]


def _nation(sheet: Sheet, width: float) -> list[Element]:
    rules = sheet.format
    under: Style = rules.styles.head_motto if sheet.head_motto else rules.styles.head_title
    length = rules.head_rule_em * under.size / POINTS_PER_MM
    return [
        *_lines("head_title", sheet.head_title),
        *_lines("head_motto", sheet.head_motto),
        rule(width, length),
    ]


def rule(width: float, length: float, after: int = 0) -> Element:
    """Return a drawn line `length` mm long in the middle of `width` mm, as a paragraph's border; `after` in twips."""
    side = max(0, twips((width - length) / 2))
    line = element("top", val="single", sz=6, space=0, color="000000")
    return paragraph(
        style_id("higher"),
        properties=(
            element("pBdr", line),
            element("spacing", before=50, after=after, line=80, lineRule="exact"),
            element("ind", left=side, right=side, firstLine=0),
        ),
    )


def _title(sheet: Sheet) -> list[Element]:
    if not sheet.type_name:
        return [paragraph(style_id("number"))]
    return [
        *_lines("type", sheet.type_name),
        *_lines("abstract", sheet.abstract),
        _abstract_mark(sheet.format),
    ]


def _abstract_mark(rules: Format) -> Element:
    after = element("spacing", before=0, after=240, line=240, lineRule="auto")
    if rules.abstract_mark:
        return paragraph(style_id("abstract"), run(rules.abstract_mark), properties=(after,))
    width = 210 - rules.margins.left - rules.margins.right
    return rule(width, width / 3, after=200)


def _addressees(sheet: Sheet, links: Links) -> list[Element]:
    return [
        paragraph(
            style_id("body"),
            *inline(line, links),
            properties=(element("ind", firstLine=0), element("jc", val="center")),
        )
        for line in sheet.addressees
    ]
