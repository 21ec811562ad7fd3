"""Templates to download: empty, or filled with what the place has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import NotVisible
from neuguong.interchange import rules
from neuguong.interchange.exporting import write_template
from neuguong.interchange.kinds import Kind
from neuguong.interchange.views.downloads import workbook
from neuguong.organisations.rules import can_import, can_write, require
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link

_ALL = "all"


@require_safe
def templates(request: OfficeRequest) -> HttpResponse:
    """Show the kinds of rows that a workbook may hold, each with its template."""
    require(can_import(request.actor))
    place = standpoint(request).organisation
    context = {
        "title": _("Tệp mẫu"),
        "lead": _("Mỗi loại một trang. Tệp kèm dữ liệu có mã bản ghi: sửa rồi gửi lại thì không bị ghi trùng."),
        "back": Link(_("Nhập từ tệp Excel"), to(request, "interchange:list")),
        "kinds": [_told(kind) for kind in rules.kinds_for(request.actor, place).values()],
        "may_fill": can_write(request.actor, place),
    }
    return render(request, "interchange/templates.html", context)


@require_safe
def template(request: OfficeRequest, code: str) -> HttpResponse:
    """Give the template of one kind, or of all; with `filled=1` it holds what the place has."""
    require(can_import(request.actor))
    place = standpoint(request).organisation
    offered = rules.kinds_for(request.actor, place)
    if code != _ALL and code not in offered:
        raise NotVisible
    filled = place if request.GET.get("filled") == "1" else None
    kinds = list(offered) if code == _ALL else [code]
    return workbook(
        f"{code} {filled.code}" if filled else code,
        lambda path: write_template(path, actor=request.actor, kinds=kinds, organisation=filled),
    )


def _told(kind: type[Kind]) -> tuple[str, str, str]:
    """Return a kind's code, the title of its sheet and the columns that it needs."""
    return kind.code, kind.sheet, ", ".join(column.heading for column in kind.columns if column.required)
