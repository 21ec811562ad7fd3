"""The log as a workbook; what is sealed stays so, and that it was carried out is itself an entry."""

from collections.abc import Iterator
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
from neuguong.portal.logbook.filters import called
from neuguong.portal.logbook.rows import Told, named
from neuguong.portal.logbook.telling import summary
from neuguong.ui.history import verb

MOST = 20_000
_CHUNK = 500
_LONGEST = 30_000
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
def write_log(path: Path, *, actor: Actor, organisation: Organisation, entries: QuerySet[Entry]) -> None:
    """Write entries that `actor` may see, the newest first; raises Refusal for more than `MOST`."""
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
        write_workbook(path, [SheetOut("Nhật ký", _COLUMNS, rows())], guide=False)
    audit.record(actor=actor, event="log.exported", subject=organisation, after={"sheet": "Nhật ký", "rows": count})


def _told(actor: Actor, entries: QuerySet[Entry]) -> Iterator[Told]:
    last = None
    while chunk := list(islice((entries if last is None else entries.filter(pk__lt=last)).order_by("-pk"), _CHUNK)):
        yield from named(actor, chunk)
        last = chunk[-1].pk


def _row(told: Told) -> list[CellOut]:
    one, changes = told.entry, "" if told.is_withheld else summary(told.entry)[:_LONGEST]
    about = [verb(one.event), called(one.subject_kind), one.subject_id or None, told.subject, told.owner, told.place]
    return [one.pk, timezone.localtime(one.at), one.actor_label, one.origin, *about, one.batch, changes]
