"""The heading rows of a table, as PDF and HTML write them."""

from dataclasses import dataclass
from itertools import groupby

from neuguong.documents.blocks import Column


@dataclass(frozen=True, slots=True)
class HeadCell:
    title: str
    colspan: int = 1
    rowspan: int = 1


def head_rows(columns: tuple[Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return one row of headings, or two where neighbours share a group."""
    if not any(column.group for column in columns):
        return (tuple(HeadCell(column.title) for column in columns),)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [column.title for column in members]
        if group:
            upper.append(HeadCell(group, colspan=len(titles)))
            lower.extend(HeadCell(title) for title in titles)
        else:
            upper.extend(HeadCell(title, rowspan=2) for title in titles)
    return (tuple(upper), tuple(lower))
