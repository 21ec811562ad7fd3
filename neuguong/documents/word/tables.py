"""Tables: fixed widths, header rows repeated on each page, rows that never split."""

from itertools import groupby

from neuguong.documents.blocks import Column, Runs, Table
from neuguong.documents.word.inline import Links, inline
from neuguong.documents.word.styles import style_id
from neuguong.documents.word.xml import Element, cell, element, paragraph, row, run, table


def ruled_table(block: Table, links: Links, width: float) -> list[Element]:
    """Return the title, if any, and the table, `width` mm wide in all."""
    total = sum(column.width for column in block.columns)
    widths = [column.width * width / total for column in block.columns]
    grid = table(
        widths,
        [
            *_header(block.columns, widths),
            *(_row(cells, block.columns, widths, links) for cells in block.rows),
        ],
        ruled=True,
        title=block.title,
    )
    return [*_title(block.title), grid]


def _title(title: str) -> list[Element]:
    if not title:
        return []
    looks = (element("keepNext"), element("spacing", before=120, after=60, line=240, lineRule="auto"))
    return [paragraph(style_id("table"), run(title, bold=True), properties=(*looks, element("jc", val="center")))]


def _header(columns: tuple[Column, ...], widths: list[float]) -> list[Element]:
    """One row of headings, or two where columns share a group's heading."""
    if not any(column.group for column in columns):
        return [row(*(_head(c.title, w) for c, w in zip(columns, widths, strict=True)), header=True)]
    upper: list[Element] = []
    lower: list[Element] = []
    pairs = zip(columns, widths, strict=True)
    for group, members in groupby(pairs, key=lambda pair: pair[0].group):
        found = list(members)
        if group:
            span = element("gridSpan", val=len(found))
            upper.append(_head(group, sum(width for _, width in found), span))
            lower.extend(_head(column.title, width) for column, width in found)
        else:
            upper.extend(_head(c.title, w, element("vMerge", val="restart")) for c, w in found)
            lower.extend(_head("", w, element("vMerge")) for _, w in found)
    return [row(*upper, header=True), row(*lower, header=True)]


def _head(title: str, width: float, *merge: Element) -> Element:
    looks = (element("keepNext"), element("jc", val="center"))
    content = paragraph(style_id("table"), run(title, bold=True), properties=looks)
    return cell(width, content, properties=(*merge, element("vAlign", val="center")))


def _row(cells: tuple[Runs, ...], columns: tuple[Column, ...], widths: list[float], links: Links) -> Element:
    made = []
    for line, column, width in zip(cells, columns, widths, strict=True):
        looks = [] if column.align == "left" else [element("jc", val=column.align)]
        words = paragraph(style_id("table"), *inline(line, links), properties=looks)
        made.append(cell(width, words, properties=(element("vAlign", val="center"),)))
    return row(*made)
