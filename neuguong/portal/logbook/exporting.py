"""The log as a workbook or as CSV; what is sealed stays so, and that it was carried out is itself an entry."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from neuguong.audit import actions as audit
from neuguong.audit.models import Entry
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.interchange.writing import CellOut, ColumnOut, SheetOut, Style, write_workbook
from neuguong.organisations.models import Organisation
from neuguong.portal.logbook.kinds import called
from neuguong.portal.logbook.rows import Told, named
from neuguong.portal.logbook.telling import summary
from neuguong.ui.verbs import verb

MOST = 20_000
_CHUNK = 500
_LONGEST = 30_000
FORMS = ("xlsx", "csv")
# What a spreadsheet would take for a formula, or skip before one.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_COLUMNS = (
    ColumnOut("Số dòng", style=Style.WHOLE),
    ColumnOut("Lúc", style=Style.DATE, width=17),
    ColumnOut("Ai"),
    ColumnOut("Từ đâu", style=Style.CODE),
    ColumnOut("Việc"),
    ColumnOut("Sổ"),
    ColumnOut("Bản ghi số", style=Style.WHOLE),
    ColumnOut("Bản ghi"),
    ColumnOut("Về người"),
    ColumnOut("Tổ chức"),
    ColumnOut("Lần nhập", style=Style.WHOLE),
    ColumnOut("Thay đổi", width=60),
)


@transaction.atomic
def write_log(
    path: Path, *, actor: Actor, organisation: Organisation, entries: QuerySet[Entry], form: str = "xlsx"
) -> None:
    """Write entries that `actor` may see in one of `FORMS`, the newest first; raises Refusal for more than `MOST`."""
    if entries.order_by("-pk")[MOST : MOST + 1].exists():
        raise Refusal(
            f"Có hơn {MOST:,} dòng; một tệp chứa nhiều nhất chừng ấy. Lọc theo ngày hoặc tổ chức rồi xuất lại."
        )
    count = 0

    def rows() -> Iterator[list[CellOut]]:
        nonlocal count
        for told in _told(actor, entries):
            count += 1
            yield _row(told)

    with translation.override("vi"):
        if form == "csv":
            write_csv(path, [column.heading for column in _COLUMNS], rows())
        else:
            write_workbook(path, [SheetOut("Nhật ký", _COLUMNS, rows())], guide=False)
    after = {"sheet": "Nhật ký", "rows": count, "form": form}
    audit.record(actor=actor, event="log.exported", subject=organisation, after=after)


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[CellOut]]) -> None:
    """Write rows as CSV in UTF-8 with its mark, as Excel opens it; a text that begins as a formula gets a quote."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows([_harmless(value) for value in row] for row in rows)


def _harmless(value: CellOut) -> str | int:
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if isinstance(value, int):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _told(actor: Actor, entries: QuerySet[Entry]) -> Iterator[Told]:
    last = None
    while chunk := list(islice((entries if last is None else entries.filter(pk__lt=last)).order_by("-pk"), _CHUNK)):
        yield from named(actor, chunk)
        last = chunk[-1].pk


def _row(told: Told) -> list[CellOut]:
    one, changes = told.entry, "" if told.is_withheld else summary(told.entry)[:_LONGEST]
    about = [verb(one.event), called(one.subject_kind), one.subject_id or None, told.subject, told.owner, told.place]
    return [one.pk, timezone.localtime(one.at), one.actor_label, one.origin, *about, one.batch, changes]
