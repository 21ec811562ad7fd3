"""The words to paste into a message for organisations that are late."""

from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.portal.progress import Matrix, Row


def reminder(matrix: Matrix, codes: set[str], sender: str) -> str:
    """Return one text for each of the organisations with these codes, an empty line between two."""
    rows = [row for row in matrix.rows if row.organisation.code in codes and row.is_late]
    return "\n\n".join(_for(row, sender) for row in rows)


def _for(row: Row, sender: str) -> str:
    missing = [f"- {column.group} {column.label}: {cell.words}" for column, cell in row.pairs if cell.late]
    opening = _("Kính gửi: %(name)s.") % {"name": row.organisation.name}
    so_far = _("Đến ngày %(day)s, đơn vị còn %(count)s việc:") % {
        "day": clock.today().strftime("%d/%m/%Y"),
        "count": len(missing),
    }
    asked = _("Đề nghị cấp ủy quan tâm, hoàn thành và cập nhật kết quả. Trân trọng.")
    return "\n".join((opening, so_far, *missing, asked, sender))
