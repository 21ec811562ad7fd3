"""Workbooks as answers, and what a list shows as a workbook."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.core.text import fold
from neuguong.interchange.exporting import write_seen
from neuguong.interchange.forms import XLSX
from neuguong.ui import exports
from neuguong.ui.http import OfficeRequest


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
    """Give what the list of the sheet `code` shows with the filters of the address, in the form of the import."""
    here = standpoint(request)
    seen = set(exports.seen(request, code).values_list("pk", flat=True))
    return workbook(
        f"{code} {here.organisation.code} {here.period.code}",
        lambda path: write_seen(path, actor=request.actor, code=code, organisation=here.organisation, seen=seen),
    )
