"""The sheet of yearly ranks."""

from typing import Any, ClassVar

from neuguong.classification.models import Classification, Rank
from neuguong.interchange import columns
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData

# The short forms that every office writes.
_SHORT = {
    "HTXSNV": Rank.EXCELLENT,
    "HTXS": Rank.EXCELLENT,
    "Hoàn thành xuất sắc": Rank.EXCELLENT,
    "Xuất sắc": Rank.EXCELLENT,
    "HTTNV": Rank.GOOD,
    "HTT": Rank.GOOD,
    "Hoàn thành tốt": Rank.GOOD,
    "Tốt": Rank.GOOD,
    "HTNV": Rank.COMPLETED,
    "HT": Rank.COMPLETED,
    "Hoàn thành": Rank.COMPLETED,
    "KHTNV": Rank.FAILED,
    "KHT": Rank.FAILED,
    "Không hoàn thành": Rank.FAILED,
}


class Classifications(Kind):
    """Xếp loại of an organisation or, with Mã người, of a person."""

    code = "classification"
    sheet = "Xếp loại"
    noun = "classification"
    model = Classification
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.Column("year", "Năm", "year", required=True, note="Năm xếp loại."),
        columns.choice("decided", "Mức quyết định", Rank, required=True, aliases=_SHORT),
        columns.choice("own", "Mức tự nhận", Rank, aliases=_SHORT),
        columns.choice("proposed", "Mức đề xuất", Rank, aliases=_SHORT),
        columns.decimal("points", "Điểm", note="Từ 0 đến 100."),
        columns.code("person", "Mã người"),
    )
    key = ("organisation", "year", "person")
    fields: ClassVar[dict[str, str]] = {name: name for name in ("year", "decided", "own", "proposed", "points")}
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "person": "person__code"}
    identity = ("organisation_id", "year", "person_id")

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve organisation and person."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))
        references.people(self, rows, self.column("person"))

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Points run from 0 to 100."""
        points = values.get("points")
        if points is not None and not 0 <= points <= 100:
            row.fault(self.column("points"), "điểm từ 0 đến 100.", expected="0 đến 100", found=points)
