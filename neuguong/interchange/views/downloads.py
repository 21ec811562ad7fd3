"""Workbooks as answers, and what a list shows as a workbook."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.interchange.exporting import write_seen, write_shown
from neuguong.interchange.forms import XLSX
from neuguong.organisations.models import Organisation
from neuguong.ui import exports
from neuguong.ui.http import OfficeRequest
from neuguong.ui.tables import Table
from neuguong.ui.values import Words


def workbook(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """Return what `write` writes as a download; `name` may hold any signs, what is no letter becomes "-"."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.xlsx"
        write(path)
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    safe = "".join(sign if sign.isalnum() else "-" for sign in fold(name))
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe}.xlsx"'
    return answer


@require_safe
def export(request: OfficeRequest, code: str) -> HttpResponse:
    """Give what the list of the sheet `code` shows with the filters of the address, in the form of the import.

    A list whose rows no workbook brings in goes out with its own columns.
    """
    here, rows, listed = standpoint(request), exports.seen(request, code), exports.table_of(code)
    name, who = f"{code} {here.organisation.code} {here.period.code}", (request.actor, here.organisation)
    return workbook(name, lambda path: _write(path, *who, code, listed, rows))


def _write(
    path: Path,
    actor: Actor,
    place: Organisation,
    code: str,
    listed: tuple[Words, Table] | None,
    rows: QuerySet[Any],
) -> None:
    if listed is None:
        seen = set(rows.values_list("pk", flat=True))
        write_seen(path, actor=actor, code=code, organisation=place, seen=seen)
    else:
        title, table = listed
        write_shown(path, actor=actor, organisation=place, title=title, table=table, rows=rows)
