"""The sheet of further memberships: where else someone belongs, such as mass organisations."""

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

    @classmethod
    def emptied(cls, name: str) -> Any:
        """A further membership is not the main one unless it is marked."""
        return False if name == "is_main" else super().emptied(name)
