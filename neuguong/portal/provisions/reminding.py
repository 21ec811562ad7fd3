"""The words to paste into a message for organisations whose plans lack provisions."""

from textwrap import shorten

from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.portal.provisions.grid import Grid, Row

_MOST = 12


def reminder(grid: Grid, codes: set[str], sender: str) -> str:
    """Return one text for each of the organisations with these codes that are late, an empty line between two."""
    return "\n\n".join(_for(grid, row, sender) for row in grid.rows if row.place.code in codes and row.late)


def _for(grid: Grid, row: Row, sender: str) -> str:
    lines = [shorten(f"- {grid.provisions[index]}", 160, placeholder=" …") for index in row.late[:_MOST]]
    if len(row.late) > _MOST:
        lines.append(_("- và %(count)s nội dung khác") % {"count": len(row.late) - _MOST})
    told = {
        "day": clock.today().strftime("%d/%m/%Y"),
        "document": grid.directive.citation,
        "count": len(row.late),
        "days": row.days,
    }
    words = _(
        "Đến ngày %(day)s, kế hoạch thực hiện %(document)s của đơn vị chưa có %(count)s nội dung, "
        "quá hạn %(days)s ngày:"
    )
    opening = _("Kính gửi: %(name)s.") % {"name": row.place.name}
    asked = _("Đề nghị cấp ủy cụ thể hóa và đối chiếu từng nội dung; nội dung không áp dụng thì ghi lý do. Trân trọng.")
    return "\n".join((opening, words % told, *lines, asked, sender))
