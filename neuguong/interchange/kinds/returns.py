"""The sheet of declared figures."""

from typing import Any, ClassVar

from neuguong.audit.actions import Change
from neuguong.campaigns import periods
from neuguong.campaigns.indicators import REGISTRY, Rate
from neuguong.campaigns.models import DeclaredValue
from neuguong.core.errors import Refusal
from neuguong.interchange import columns
from neuguong.interchange.columns import MOST_COUNTED
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData
from neuguong.reporting.models import Return


class Returns(Kind):
    """Số liệu: what an organisation declares for its subtree in a period."""

    code = "returns"
    sheet = "Số liệu"
    noun = "declared"
    model = DeclaredValue
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.Column(
            "period",
            "Kỳ",
            "period",
            required=True,
            note="2023, 2023-Q3, 2023-H1, 2023-07 hoặc 2021..2023.",
            is_text=True,
        ),
        columns.code("indicator", "Mã chỉ tiêu", required=True, note="Ví dụ study_visits."),
        columns.decimal("value", "Giá trị", required=True),
        columns.text("note", "Ghi chú", longest=500),
    )
    key = ("organisation", "period", "indicator")
    fields: ClassVar[dict[str, str]] = {"value": "value", "note": "note"}
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "organisation__code",
        "period": "period",
        "indicator": "indicator",
    }
    identity = ("organisation_id", "period", "indicator")

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve organisation, period and indicator."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))
            self._period(row)
            self._indicator(row)

    def _period(self, row: RowData) -> None:
        said = row.said["period"]
        if not isinstance(said, str):
            return
        try:
            period = periods.parse(said)
        except Refusal as error:
            row.fault(self.column("period"), error.message, expected="như 2023 hoặc 2023-Q3", found=said)
            return
        row.values |= {"period": period.code, "start": period.start, "end": period.end}

    def _indicator(self, row: RowData) -> None:
        said, value = row.said["indicator"], row.said["value"]
        if not isinstance(said, str):
            return
        found = REGISTRY.by_code.get(said)
        if found is None or not found.listed:
            why = f"không có chỉ tiêu “{said}”; xem mã ở trang Số liệu."
            row.fault(self.column("indicator"), why, expected="mã chỉ tiêu đã có", found=said)
            return
        row.values["indicator"] = said
        whole = not isinstance(found, Rate)
        most = MOST_COUNTED if whole else 100
        if value is not None and (not 0 <= value <= most or (whole and value != int(value))):
            expected = f"số nguyên từ 0 đến {most}" if whole else "tỷ lệ từ 0 đến 100"
            row.fault(self.column("value"), f"cần {expected}.", expected=expected, found=value)

    def written(self, rows: list[RowData]) -> None:
        """The returns to which the values belong are sent by this."""
        sent = {(self._of(row, "organisation_id"), self._of(row, "period")) for row in rows}
        for organisation, period in sorted(sent):
            span = periods.parse(period)
            defaults = {"start": span.start, "end": span.end}
            owed, made = Return.objects.get_or_create(organisation_id=organisation, period=period, defaults=defaults)
            if owed.sent_on is None:
                Return.objects.filter(pk=owed.pk).update(sent_on=self.context.today)
                before, after = (None if made else {"sent_on": None}), {"sent_on": self.context.today}
                event = f"return.{'imported' if made else 'sent'}"
                self.context.journal.tell([Change(event, owed._meta.label_lower, owed.pk, organisation, before, after)])

    def _of(self, row: RowData, name: str) -> Any:
        return row.values.get(name, row.found.values[name] if row.found else None)
