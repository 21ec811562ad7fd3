"""The matrix as a workbook, as it is seen."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.interchange.writing import CellOut, ColumnOut, SheetOut, Style, write_workbook
from neuguong.organisations.models import Organisation
from neuguong.portal.provisions.grid import Grid


@transaction.atomic
def write_grid(path: Path, *, actor: Actor, organisation: Organisation, grid: Grid) -> None:
    """Write the rows of the matrix in their order, and what each number means on a second sheet."""
    columns = [
        ColumnOut(_("Mã tổ chức"), style=Style.CODE),
        ColumnOut(_("Tổ chức"), width=44),
        ColumnOut(_("Đã cụ thể hóa"), style=Style.WHOLE),
        ColumnOut(_("Phải cụ thể hóa"), style=Style.WHOLE),
        ColumnOut(_("Kế hoạch"), width=16),
        *(ColumnOut(row.number, width=15) for row in grid.provisions),
    ]
    named = [ColumnOut(_("Số"), style=Style.CODE), ColumnOut(_("Nội dung"), width=120)]
    texts = ([row.number, row.text] for row in grid.provisions)
    sheets = [SheetOut(_("Bảng nội dung"), columns, _rows(grid)), SheetOut(_("Nội dung"), named, texts)]
    write_workbook(path, sheets, guide=False)
    after = {"sheet": str(grid.directive), "rows": len(grid.rows)}
    audit.record(actor=actor, event="workbook.exported", subject=organisation, after=after)


def _rows(grid: Grid) -> Iterator[list[CellOut]]:
    for row in grid.rows:
        told = [cell.text or None for cell in (row.plan, *row.cells)]
        yield [row.place.code, row.place.name, row.done, row.asked, *told]
