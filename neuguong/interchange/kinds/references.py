"""Looking up what a cell refers to, with a sentence when it isn't there."""

import datetime as dt
import re

from neuguong.core.text import compose, fold
from neuguong.interchange.columns import CLEAR, Column
from neuguong.interchange.context import Context, nearest
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.belonging import spellings
from neuguong.interchange.reading.cells import padded
from neuguong.interchange.rows import RowData
from neuguong.organisations.queries.bodies import AmbiguousBody

_DATED = re.compile(r"^(?P<number>.+?),?\s+ngày\s+(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})$")


def organisation(context: Context, row: RowData, column: Column, field: str = "organisation_id") -> str | None:
    """Resolve an organisation's code and check the right to write there; return its tree path."""
    said = row.said[column.key]
    if said is None or said is CLEAR:
        return None
    found = context.bodies.by_code.get(said)
    if found is None or not context.is_told(found[1]):
        near = context.told_code(padded(said, context.bodies.by_code) or context.spellings.get(said.lower()))
        why = f"không có tổ chức nào mang mã “{said}”; xem mã ở trang Tổ chức, hoặc nhập tổ chức trước.{_hint(near)}"
        row.fault(column, why, expected="mã tổ chức đã có", found=said)
        return None
    if not context.reaches(found[1]):
        why = f"đồng chí không được nhập cho tổ chức “{said}”."
        row.fault(column, why, expected="tổ chức mình phụ trách", found=said)
        return None
    row.values[field] = found[0]
    return found[1]


def people(kind: Kind, rows: list[RowData], column: Column, field: str = "person_id") -> None:
    """Resolve the codes of people of all rows at once: of those whom the actor sees, or their records name already."""
    named = {row.said[column.key] for row in rows if isinstance(row.said[column.key], str)}
    besides = kind.named_already
    known = kind.context.people(named, besides)
    alike = {code.lower(): code for code in kind.context.people(spellings(named - known.keys()), besides)}
    for row in rows:
        said = row.said[column.key]
        if said is CLEAR:
            row.values[field] = None
        elif said is not None:
            found = known.get(said)
            if found is None:
                near = _hint(alike.get(said.lower()))
                why = f"không có ai mang mã “{said}”; xem mã ở trang Người, hoặc nhập người trước.{near}"
                row.fault(column, why, expected="mã người đã có", found=said)
            else:
                row.values[field] = found


def _hint(near: str | None) -> str:
    return f" Có phải là “{near}”?" if near else ""


def body(context: Context, row: RowData, column: Column, near: str, field: str) -> None:
    """Recognise a body by code or name, seen from the path `near`; an outside body has no organisation."""
    written = row.said[column.key]
    if not isinstance(written, str):
        return
    try:
        row.values[field] = context.bodies.find(written, near)
    except AmbiguousBody as error:
        codes = ", ".join(error.told_to(context.actor))
        why = f"có nhiều tổ chức cùng tên “{written}”{codes and f' ({codes})'}; ghi mã của tổ chức thay cho tên."
        row.fault(column, why, expected="một tổ chức", found=written)
        return
    if row.values[field] is None:
        context.outside[written] += 1


def keep_body(context: Context, row: RowData, column: Column, field: str) -> None:
    """Leave a stored body that is written as it was, but bears another name by now."""
    written = row.said[column.key]
    if row.found is None or row.values.get(field, 0) is not None or row.found.values[field] is None:
        return
    if row.found.values[column.key] == written:
        del row.values[field]
        context.outside[written] -= 1
        context.outside = +context.outside


def directive(context: Context, row: RowData, column: Column, near: str, field: str) -> None:
    """Find a document by its number in the registers from the path `near` up to the root."""
    said = row.said[column.key]
    if said is None:
        return
    if said is CLEAR:
        row.values[field] = None
        return
    number, date = _split(said)
    known = context.directives.get(fold(number), [])
    found = nearest(near, [one for one in known if date in (None, one[2])])
    if len(found) == 1:
        row.values[field] = found[0][0]
    elif found:
        why = f"có {len(found)} văn bản số “{number}”; ghi thêm ngày, ví dụ “{number}, ngày {found[0][2]:%d/%m/%Y}”."
        row.fault(column, why, expected="một văn bản", found=said)
    else:
        why = (
            f"không thấy văn bản “{said}” trong sổ của tổ chức này và các cấp trên; nhập văn bản trước, "
            "hoặc ghi rõ số và ngày, ví dụ “01-KL/TW, ngày 18/05/2021”."
        )
        row.fault(column, why, expected="văn bản đã có", found=said)


def _split(said: str) -> tuple[str, dt.date | None]:
    """Return number and date of "01-KL/TW, ngày 18/5/2021"; the date is None where it is not written."""
    found = _DATED.match(compose(said))
    if not found:
        return said, None
    try:
        return found["number"], dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return said, None
