"""What the process that parses is asked for, and what is wrong with a workbook as a whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from neuguong.interchange.columns import DEED, RECORD
from neuguong.interchange.kinds import KINDS, Kind
from neuguong.interchange.reading.problems import UnreadableWorkbook, problem, unreadable
from neuguong.interchange.reading.reader import Parsing
from neuguong.interchange.reading.shapes import ShapeData
from neuguong.interchange.reading.tables import Table, Tables, read_tables


def shape(kind: type[Kind]) -> ShapeData:
    """Return a kind as it is told to the process that parses."""
    columns = [
        column.shape(
            required=column.required or column.key in kind.required_headings,
            is_key=column.key in kind.key and column.required,
        )
        for column in (*kind.columns, RECORD, DEED)
    ]
    return ShapeData(kind.code, kind.sheet, columns)


@contextmanager
def read(parsing: Parsing) -> Iterator[list[Table]]:
    """Read every sheet of a known kind, in the order in which kinds are written.

    Raises UnreadableWorkbook where the file is no workbook, or holds no sheet of any kind; inside the block too.
    """
    with read_tables(parsing, [shape(kind) for kind in KINDS.values()]) as tables:
        if not tables.found:
            raise _unknown(tables)
        _refuse_empty(tables.found)
        order = list(KINDS)
        yield sorted(tables.found, key=lambda table: order.index(table.kind))


def by_kind(tables: Iterable[Table]) -> Iterator[tuple[type[Kind], list[Table]]]:
    """Give the tables of each kind together."""
    for kind, found in groupby(tables, key=lambda table: table.kind):
        yield KINDS[kind], list(found)


def _unknown(tables: Tables) -> UnreadableWorkbook:
    known = ", ".join(kind.sheet for kind in KINDS.values())
    return unreadable(
        "tệp không có trang nào nhận ra được; đặt tên trang và tiêu đề cột như tệp mẫu.",
        expected=f"một trong các trang: {known}",
        found=", ".join(tables.passed) or "không có trang nào",
    )


def _refuse_empty(tables: list[Table]) -> None:
    """Empty sheets are passed over, as templates have them; a file without any row says so."""
    if not any(table.problems or not table.is_empty for table in tables):
        first = tables[0]
        first.problems.append(
            problem(
                "không có dòng dữ liệu nào; nhập dữ liệu dưới dòng tiêu đề.",
                expected="ít nhất một dòng dữ liệu",
                found="không có",
                sheet=first.title,
                row=first.heading_row,
            )
        )
