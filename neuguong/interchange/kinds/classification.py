"""The sheet of yearly ranks."""

from collections.abc import Sequence
from typing import Any, ClassVar

from neuguong.classification.actions import not_decided_here
from neuguong.classification.models import Classification, Rank
from neuguong.classification.rules import can_decide
from neuguong.interchange import columns
from neuguong.interchange.columns import Column
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

    def needed(self, row: RowData) -> Sequence[Column]:
        """What is decided about their own organisation is not asked of those who may not enter it."""
        decides = row.values.get("person_id") is not None or self._decides(row.values)
        own = row.values.get("own") or row.values.get("proposed")
        return [column for column in self.columns if decides or not own or column.key != "decided"]

    def _decides(self, values: dict[str, Any]) -> bool:
        return can_decide(self.context.actor, self.context.paths.get(values.get("organisation_id") or 0, ""))

    def agree(self, rows: list[RowData]) -> None:
        """Taking a decided rank out takes the right to decide."""
        for row in rows:
            if row.withdraw and row.found:
                self._check_decided(row, row.found.values)

    def _check_decided(self, row: RowData, *ranks: dict[str, Any]) -> None:
        for rank in ranks:
            if rank.get("decided") and rank.get("person_id") is None and not self._decides(rank):
                why = not_decided_here(row.said["organisation"] or "tổ chức này")
                if row.found is not None and row.found.values["decided"]:
                    why = "Tổ chức này đã có mức quyết định năm đó; đề nghị cấp trên sửa."
                found = Rank(rank["decided"]).label
                row.fault(self.column("decided"), f"{why[0].lower()}{why[1:]}", expected="ô trống", found=found)

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Points run from 0 to 100."""
        self._check_decided(row, values, *([row.found.values] if row.found else []))
        points = values.get("points")
        if points is not None and not 0 <= points <= 100:
            row.fault(self.column("points"), "điểm từ 0 đến 100.", expected="0 đến 100", found=points)
