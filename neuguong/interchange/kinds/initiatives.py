"""Sheets of models and exemplars."""

from collections.abc import Iterable
from typing import Any, ClassVar

from neuguong.initiatives.models import Exemplar, Holder, Initiative, Level
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR
from neuguong.interchange.context import portions
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData


class Initiatives(Kind):
    """Mô hình; the one it follows may stand anywhere in the file, and is another organisation's."""

    code = "models"
    sheet = "Mô hình"
    noun = "initiative"
    model = Initiative
    columns = (
        columns.code("code", "Mã mô hình", required=True),
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.text("name", "Tên mô hình", required=True, longest=300),
        columns.date("registered_on", "Ngày đăng ký", required=True),
        columns.choice("holder", "Chủ thể", Holder),
        columns.choice("level", "Cấp đăng ký", Level),
        columns.text("field", "Lĩnh vực", longest=120),
        columns.text("baseline", "Hiện trạng", longest=500),
        columns.text("target", "Mục tiêu", longest=500),
        columns.text("unit", "Đơn vị tính", longest=60),
        columns.text("result", "Kết quả", longest=1000),
        columns.date("recognised_on", "Ngày công nhận"),
        columns.code("adopted_from", "Nhân rộng từ", note="Mã mô hình của tổ chức khác."),
    )
    key = ("code",)
    fields: ClassVar[dict[str, str]] = {
        column.key: column.key for column in columns if column.key not in ("organisation", "adopted_from")
    }
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "adopted_from": "adopted_from__code"}
    identity = ("code",)
    derived = ("search_key",)
    orders = (("registered_on", "recognised_on"),)
    refers_to_itself = True

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the organisation."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """Resolve what each model follows, in the register or anywhere in the file."""
        column = self.column("adopted_from")
        own = {row.said["code"]: row for row in everyone if isinstance(row.said["code"], str)}
        known = self._known(row.said["adopted_from"] for row in rows if isinstance(row.said["adopted_from"], str))
        for row in rows:
            said = row.said["adopted_from"]
            origin = own.get(said) if isinstance(said, str) else None
            if said is CLEAR:
                row.values["adopted_from_id"] = None
            elif origin is not None and (origin.is_sound or said not in known):
                row.target = origin
                self._follow(row, origin.pk, self._place(origin))
            elif said in known:
                self._follow(row, *known[said])
            elif said is not None:
                why = f"không có mô hình nào mang mã “{said}”; nhập mô hình gốc trước, hoặc cùng tệp."
                row.fault(column, why, expected="mã mô hình đã có", found=said)
        self._refuse_rings(rows)

    def _refuse_rings(self, rows: list[RowData]) -> None:
        """Models that follow each other in a ring have no origin."""
        origins = dict(Initiative.objects.exclude(adopted_from=None).values_list("pk", "adopted_from_id"))
        origins |= {row.pk: row.values["adopted_from_id"] for row in rows if "adopted_from_id" in row.values and row.pk}
        for row in rows:
            seen, place = {row.pk}, origins.get(row.pk or 0)
            while place is not None and place not in seen:
                seen.add(place)
                place = origins.get(place)
            if place is not None and place == row.pk:
                why = "các mô hình nhân rộng lẫn nhau thành vòng, không có mô hình gốc."
                found = row.said["adopted_from"]
                row.fault(self.column("adopted_from"), why, expected="mô hình có trước", found=found)

    def _known(self, codes: Iterable[str]) -> dict[str, tuple[int, int]]:
        return {
            code: (pk, place)
            for part in portions(codes)
            for code, pk, place in Initiative.objects.filter(code__in=part).values_list("code", "pk", "organisation_id")
        }

    def _place(self, row: RowData) -> int | None:
        stored = row.found.values if row.found else {}
        place: int | None = row.values.get("organisation_id", stored.get("organisation_id"))
        return place

    def _follow(self, row: RowData, pk: int | None, place: int | None) -> None:
        if place is not None and place == self._place(row):
            why = "mô hình được nhân rộng phải là của tổ chức khác."
            found = row.said["adopted_from"]
            row.fault(self.column("adopted_from"), why, expected="mô hình của tổ chức khác", found=found)
        row.values["adopted_from_id"] = pk

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Initiative.key_of(values["code"], values["name"], values["field"])}


class Exemplars(Kind):
    """Điển hình tiên tiến."""

    code = "exemplars"
    sheet = "Điển hình"
    noun = "exemplar"
    model = Exemplar
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.choice("subject", "Đối tượng", Holder, required=True),
        columns.text("name", "Tên", required=True, longest=250),
        columns.date("registered_on", "Ngày đăng ký", required=True),
        columns.code("person", "Mã người"),
        columns.choice("level", "Cấp đăng ký", Level),
        columns.text("merit", "Thành tích"),
    )
    key = ("organisation", "subject", "name", "registered_on")
    fields: ClassVar[dict[str, str]] = {name: name for name in ("subject", "name", "registered_on", "level", "merit")}
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "person": "person__code"}
    identity = ("organisation_id", "subject", "name", "registered_on")
    derived = ("search_key",)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve organisation and person."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))
        references.people(self, rows, self.column("person"))

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Exemplar.key_of(values["name"], values["merit"])}
