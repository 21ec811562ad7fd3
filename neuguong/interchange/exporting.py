"""Workbooks out: templates, empty or filled with what a subtree has, and the wrong rows of an import."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.text import capfirst

from neuguong.audit import actions as audit
from neuguong.audit import queries as audit_queries
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.interchange.columns import DEED, RECORD, Column
from neuguong.interchange.kinds import KINDS, Kind
from neuguong.interchange.reading.reader import open_workbook
from neuguong.interchange.reading.values import ErrorMark, Row
from neuguong.interchange.report import Rejected, Report
from neuguong.interchange.rules import kinds_for
from neuguong.interchange.writing import CellOut, ColumnOut, SheetOut, Style, write_workbook
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import installation
from neuguong.organisations.rules import can_write, require
from neuguong.ui import entering
from neuguong.ui.tables import Table
from neuguong.ui.values import Words, plain

REASON = "Lý do lỗi"
# Ids of the records to write; None for all.
Only = frozenset[int] | None
_PORTION = 500


def kind_named(code: str) -> type[Kind]:
    """Return the kind with `code`; raises Refusal that lists the kinds."""
    if code not in KINDS:
        raise Refusal(f"Không có loại «{code}». Các loại: {', '.join(KINDS)}.", code="kind")
    return KINDS[code]


def write_template(path: Path, *, actor: Actor, kinds: Sequence[str], organisation: Organisation | None = None) -> None:
    """Write a sheet for each of `kinds`: empty, or with what the subtree of `organisation` has."""
    named = {code: kind_named(code) for code in kinds}
    if organisation is not None:
        require(can_write(actor, organisation) and named.keys() <= kinds_for(actor, organisation).keys())
    mark = installation().mark
    with translation.override("vi"):
        write_workbook(path, [_sheet(kind, mark, organisation) for kind in named.values()])


@transaction.atomic
def write_seen(path: Path, *, actor: Actor, code: str, organisation: Organisation, seen: Collection[int]) -> None:
    """Write those records of the kind `code` at or below `organisation` whose ids are `seen`.

    The caller has found that `actor` may see them; that they were carried out goes into the log.
    """
    kind, mark = kind_named(code), installation().mark
    with translation.override("vi"):
        write_workbook(path, [_sheet(kind, mark, organisation, frozenset(seen))])
    what = {"sheet": kind.sheet, "rows": len(seen)}
    audit.record(actor=actor, event="workbook.exported", subject=organisation, after=what)


@transaction.atomic
def write_shown(
    path: Path, *, actor: Actor, organisation: Organisation, title: Words, table: Table, rows: QuerySet[Any]
) -> None:
    """Write a list as it looks, with every column that it can show; the caller has found that `actor` may see it."""
    count, columns = 0, [ColumnOut(capfirst(str(column.label)), width=24) for column in table.columns]

    def told() -> Iterator[list[CellOut]]:
        nonlocal count
        for row in rows:
            count += 1
            yield [_as_shown(column.of(row)) for column in table.columns]

    with translation.override("vi"):
        write_workbook(path, [SheetOut(str(title), columns, told())], guide=False)
    audit.record(
        actor=actor, event="workbook.exported", subject=organisation, after={"sheet": str(title), "rows": count}
    )


def _as_shown(value: object) -> CellOut:
    """Return a value of a list as a cell: days stay days, numbers numbers, a state is its word."""
    if value is None or isinstance(value, int | float | Decimal | dt.date):
        return value
    return plain(value) if value != "" else None


def _sheet(kind: type[Kind], mark: str, organisation: Organisation | None, only: Only = None) -> SheetOut:
    columns = [_column_out(column) for column in kind.columns]
    if organisation is None:
        return SheetOut(kind.sheet, columns)
    numbered = [*columns, ColumnOut(RECORD.heading, style=Style.CODE, note="Do phần mềm ghi; giữ nguyên khi gửi lại.")]
    numbered.append(ColumnOut(DEED.heading, choices=("Xóa",), note="Ghi Xóa để rút bản ghi."))
    rows = _filled(kind, mark, organisation, only)
    pointer: str = getattr(kind.model, "entered_for", "")
    if only is None or not pointer:
        return SheetOut(kind.sheet, numbered, rows)
    return SheetOut(
        kind.sheet, [*numbered, ColumnOut("Người nhập", width=40)], _with_entered(kind.model, pointer, rows)
    )


def _with_entered(model: type[Model], pointer: str, rows: Iterator[Sequence[CellOut]]) -> Iterator[Sequence[CellOut]]:
    """Add to each row who entered it for whom; the number of its record stands second to last."""
    names = ("pk", f"{pointer}__full_name", f"{pointer}__account_id")
    while some := list(islice(rows, _PORTION)):
        ids = [int(str(row[-2]).rpartition("-")[2]) for row in some]
        people = {pk: who for pk, *who in model._default_manager.filter(pk__in=ids).values_list(*names)}
        found = audit_queries.entered(model, ids)
        for pk, row in zip(ids, some, strict=True):
            yield [*row, entering.told(found.get(pk), *people[pk]) or None]


def _filled(kind: type[Kind], mark: str, organisation: Organisation, only: Only) -> Iterator[Sequence[CellOut]]:
    for pk, cells in kind.rows_out(organisation.path):
        if only is None or pk in only:
            yield [*cells, f"{mark}-{pk}", None]


def _column_out(column: Column) -> ColumnOut:
    style = Style.CODE if column.is_text else Style.DATE if column.is_date else Style.TEXT
    return ColumnOut(column.heading, column.required, style, column.choices, column.note)


def write_rejects(path: Path, *, source: Path, report: Report) -> int:
    """Write the rows of `source` that were not taken, as they stand there, with the reason; return how many.

    The source is read again, so that no row has to be kept while importing.
    """
    wrong = {title: rejected for title, rejected in report.wrong.items() if rejected.reasons}
    if not wrong:
        return 0
    with open_workbook(source) as pages:
        sheets = [_rejected(page.title, page.rows(), wrong[page.title]) for page in pages if page.title in wrong]
    write_workbook(path, sheets, guide=False)
    return sum(len(rejected.reasons) for rejected in wrong.values())


def _rejected(title: str, rows: Iterator[Row], rejected: Rejected) -> SheetOut:
    """Return the wrong rows under the headings as the template has them; an older reason is left out."""
    kept = [index for index, label in enumerate(rejected.labels) if label != REASON]
    columns = [ColumnOut(rejected.labels[index] or f"Cột {index + 1}") for index in kept]
    body = [
        [*(_cell(row.cells, index) for index in kept), rejected.reasons[row.number]]
        for row in rows
        if row.number in rejected.reasons
    ]
    return SheetOut(title, [*columns, ColumnOut(REASON, width=80)], body)


def _cell(cells: list[Any], index: int) -> CellOut:
    found = cells[index] if index < len(cells) else None
    return str(found) if isinstance(found, ErrorMark) else found
