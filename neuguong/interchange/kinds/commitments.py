"""The sheet of commitments and personal plans."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

from neuguong.commitments.models import Commitment, Result
from neuguong.commitments.rules import keeps_content_at
from neuguong.interchange import columns
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind, year_end
from neuguong.interchange.rows import RowData, Stored

_KEPT = "Ở bản đã có, nội dung và kết quả chỉ người viết và cấp ủy chi bộ giữ hồ sơ sửa được."


class Commitments(Kind):
    """Cam kết: a year, or `2021-2025` for the personal plan."""

    code = "commitments"
    sheet = "Cam kết"
    noun = "commitment"
    model = Commitment
    columns = (
        columns.code("person", "Mã người", required=True),
        columns.Column(
            "years",
            "Năm",
            "years",
            required=True,
            note="Một năm, hoặc 2021-2025 cho kế hoạch cá nhân toàn khóa.",
            is_text=True,
        ),
        columns.date("signed_on", "Ngày ký"),
        columns.text("content", "Nội dung", note=_KEPT),
        columns.choice("result", "Kết quả", Result),
    )
    key = ("person", "years")
    fields: ClassVar[dict[str, str]] = {"signed_on": "signed_on", "content": "content", "result": "result"}
    lookups: ClassVar[dict[str, str]] = {"person": "person__code", "years": "first_year"}
    identity = ("person_id", "first_year", "last_year")

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the person; the record stands where they belonged when they signed."""
        references.people(self, rows, self.column("person"))
        homes = self.context.homes(row.values["person_id"] for row in rows if "person_id" in row.values)
        for row in rows:
            self.copy(row)
            if isinstance(row.said["years"], tuple):
                row.values["first_year"], row.values["last_year"] = row.said["years"]
            if "person_id" in row.values and "first_year" in row.values:
                self._place(row, homes.on(row.values["person_id"], self._moment(row)))

    def _moment(self, row: RowData) -> dt.date:
        signed = row.said["signed_on"]
        return signed if isinstance(signed, dt.date) else year_end(row.values["first_year"])

    def _place(self, row: RowData, home: int | None) -> None:
        if home is None:
            why = "người này chưa thuộc tổ chức nào; nhập nơi sinh hoạt ở trang Người trước."
            row.fault(self.column("person"), why, expected="người có nơi sinh hoạt", found=row.said["person"])
        elif not self.context.reaches(self.context.paths[home]):
            why = "người này sinh hoạt ở tổ chức mà đồng chí không phụ trách."
            row.fault(self.column("person"), why, expected="người của tổ chức mình", found=row.said["person"])
        else:
            row.values["organisation_id"] = home

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Nobody has signed on a day to come."""
        signed = row.values.get("signed_on")
        if isinstance(signed, dt.date) and signed > self.context.today:
            why = f"ngày ký {signed:%d/%m/%Y} ở sau hôm nay; ghi ngày đã ký trên bản giấy, hoặc để trống khi chưa ký."
            expected = f"đến {self.context.today:%d/%m/%Y}"
            row.fault(self.column("signed_on"), why, expected=expected, found=f"{signed:%d/%m/%Y}")
        super().check(row, values)

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """A commitment stays where it was written, though the person has moved since.

        What it says is for its cell: from others it takes nothing, or they could find out by trying.
        """
        for row in rows:
            if row.found is not None:
                row.values.pop("organisation_id", None)
                if not self._reads(row.found):
                    row.values.pop("content", None)
                    row.values.pop("result", None)

    def _reads(self, found: Stored) -> bool:
        actor, said = self.context.actor, found.values
        path = self.context.paths.get(said["organisation_id"], "-")
        return actor.reach_all or said["person_id"] == actor.person_id or keeps_content_at(actor, path)

    @classmethod
    def rows_out(cls, path: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows without content and result: they are the person's and their cell's."""
        for found in cls.within(path).select_related("person").iterator(chunk_size=2_000):
            yield found.pk, [found.person.code, found.years, found.signed_on, None, None]

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """Return where the commitment stands."""
        found: int | None = values.get("organisation_id")
        return found
