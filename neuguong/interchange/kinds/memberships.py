"""The sheet of further memberships: where else someone belongs, such as mass organisations."""

import datetime as dt
from typing import Any, ClassVar

from neuguong.interchange import columns
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import Membership


class Memberships(Kind):
    """Nơi sinh hoạt khác; never makes one person two."""

    code = "memberships"
    sheet = "Nơi sinh hoạt"
    noun = "membership"
    model = Membership
    columns = (
        columns.code("person", "Mã người", required=True),
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.date("since", "Từ ngày"),
        columns.date("until", "Đến ngày"),
        columns.mark("is_main", "Nơi sinh hoạt chính"),
        columns.mark("is_head", "Người đứng đầu"),
        columns.mark("is_exempt", "Miễn sinh hoạt"),
    )
    key = ("person", "organisation", "since")
    fields: ClassVar[dict[str, str]] = {name: name for name in ("since", "until", "is_main", "is_head", "is_exempt")}
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "person": "person__code"}
    identity = ("person_id", "organisation_id", "since")
    orders = (("since", "until"),)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve person and organisation."""
        for row in rows:
            self.copy(row)
            row.values.setdefault("since", None)
            references.organisation(self.context, row, self.column("organisation"))
        references.people(self.context, rows, self.column("person"))
        self._keep_main_single([row for row in rows if row.said["is_main"] is True and "person_id" in row.values])

    def _keep_main_single(self, rows: list[RowData]) -> None:
        """Nobody belongs to two main places on one day: a move is written on the sheet of people."""
        people = {row.values["person_id"] for row in rows}
        there = Membership.objects.filter(person__in=people, is_main=True).select_related("organisation")
        for row in rows:
            start, end = row.values.get("since") or dt.date.min, row.values.get("until") or dt.date.max
            for other in there:
                same = other.organisation_id == row.values.get("organisation_id") and other.since == row.values["since"]
                meets = start <= (other.until or dt.date.max) and (other.since or dt.date.min) <= end
                if other.person_id == row.values["person_id"] and meets and not same:
                    why = f"người này đang có nơi sinh hoạt chính là {other.organisation}; chuyển nơi ở trang Người."
                    found = other.organisation.code
                    row.fault(self.column("is_main"), why, expected="một nơi sinh hoạt chính", found=found)

    @classmethod
    def emptied(cls, name: str) -> Any:
        """A further membership is not the main one unless it is marked."""
        return False if name == "is_main" else super().emptied(name)
