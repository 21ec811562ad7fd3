"""Sheets of directives and tasks."""

import datetime as dt
from collections import defaultdict
from typing import Any, ClassVar

from neuguong.core.secrecy import refusal
from neuguong.core.text import fold
from neuguong.directives.models import (
    KINDS,
    Concretisation,
    Directive,
    Task,
    TaskStatus,
    canonical_kind,
    secret_marks,
)
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR
from neuguong.interchange.context import portions
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Key, Kind
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.queries import root


class Directives(Kind):
    """Văn bản: received or issued; without Mã tổ chức they stand in the root's register."""

    code = "directives"
    sheet = "Văn bản"
    noun = "directive"
    model = Directive
    columns = (
        columns.text("number", "Số ký hiệu", required=True, longest=60),
        columns.date("date", "Ngày", required=True),
        columns.text("issuer", "Cơ quan ban hành", required=True, longest=250),
        columns.text("kind", "Loại", required=True, longest=60, note=f"Ví dụ: {', '.join(KINDS[:6])}."),
        columns.text("abstract", "Trích yếu", required=True, longest=600),
        columns.code("organisation", "Mã tổ chức", note="Tổ chức có văn bản trong sổ; để trống: tổ chức gốc."),
        columns.text("concretises", "Cụ thể hóa văn bản", longest=120, note="Số ký hiệu của văn bản được cụ thể hóa."),
    )
    key = ("number", "date", "issuer", "kind", "abstract", "organisation")
    fields: ClassVar[dict[str, str]] = {"number": "number", "date": "date", "issuer": "issuer", "abstract": "abstract"}
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "organisation__code",
        "kind": "kind",
        "concretises": "concretises__number",
    }
    identity = ("number", "date", "issuer", "kind", "abstract", "organisation_id")
    derived = ("search_key",)
    refers_to_itself = True

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the register; what depends on its place is looked up when that is known."""
        top, column = root(), self.column("organisation")
        for row in rows:
            self.copy(row)
            if isinstance(row.said["kind"], str):
                row.values["kind"] = canonical_kind(row.said["kind"])
            if row.said["organisation"] is CLEAR:
                row.fault(column, "văn bản phải ở trong sổ của một tổ chức.", expected="mã tổ chức", found="(xóa)")
            path = references.organisation(self.context, row, column)
            if path is None and row.is_sound and top is not None:
                row.values["organisation_id"], path = top.pk, top.path
            row.path = path or ""

    def stored(self, rows: list[RowData]) -> dict[Key, Stored]:
        """Without Mã tổ chức a document is the root's, or else the only one like it."""
        found = super().stored(rows)
        alike: dict[Key, list[Stored]] = defaultdict(list)
        for key, record in found.items():
            alike[key[:-1]].append(record)
        for row in rows:
            others = alike[self.key_of(row)[:-1]]
            if row.said["organisation"] is None and self.key_of(row) not in found and len(others) == 1:
                row.values["organisation_id"] = others[0].values["organisation_id"]
                row.path = self.context.paths[row.values["organisation_id"]]
        return found

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """Recognise the issuer; find the document that each one carries out, in the registers or in the file."""
        own = {row.pk: row for row in rows if row.pk is not None}
        for row in rows:
            if row.found is None:
                if not self.context.reaches(row.path):
                    why = "đồng chí không được nhập cho tổ chức gốc; ghi mã tổ chức của mình."
                    row.fault(self.column("organisation"), why, expected="mã tổ chức", found="ô trống")
                if row.pk is not None and row.values.get("date") and row.values.get("number"):
                    known = (row.pk, row.path, row.values["date"])
                    self.context.directives[fold(row.values["number"])].append(known)
        for row in rows:
            references.body(self.context, row, self.column("issuer"), row.path, "issued_by_id")
            references.keep_body(self.context, row, self.column("issuer"), "issued_by_id")
            references.directive(self.context, row, self.column("concretises"), row.path, "concretises_id")
            row.target = own.get(row.values.get("concretises_id") or 0)
            if row.target is row:
                why = "văn bản không thể cụ thể hóa chính nó."
                row.fault(self.column("concretises"), why, expected="văn bản khác", found=row.said["number"])
        self._refuse_turning([row for row in rows if row.is_sound and row.found and "concretises_id" in row.values])
        self._refuse_rings([row for row in rows if row.is_sound and row.pk and "concretises_id" in row.values])

    def _refuse_turning(self, rows: list[RowData]) -> None:
        """A plan whose provisions answer to the document above keeps that one, as on its page."""
        turned = {
            row.pk: row
            for row in rows
            if row.found and row.found.values["concretises_id"] != row.values["concretises_id"]
        }
        answered = Concretisation.objects.filter(lower__directive__in=turned)
        for plan, document in answered.values_list("lower__directive", "upper__directive__number").distinct():
            why = f"kế hoạch đã cụ thể hóa từng nội dung của {document}; gỡ đối chiếu trước khi đổi văn bản cấp trên."
            found = turned[plan].said["concretises"]
            turned[plan].fault(self.column("concretises"), why, expected=document, found=found)

    def _refuse_rings(self, rows: list[RowData]) -> None:
        """Documents that carry each other out in a ring have none at their head."""
        # New documents that point at stored ones make none: nothing points at them.
        if not any(row.found or row.target for row in rows):
            return
        uppers: dict[int | None, int | None] = {}
        uppers.update(Directive.objects.exclude(concretises=None).values_list("pk", "concretises_id"))
        uppers.update((row.pk, row.values["concretises_id"]) for row in rows)
        for row in rows:
            seen: set[int | None] = set()
            upper = uppers.get(row.pk)
            while upper is not None and upper not in seen:
                seen.add(upper)
                upper = uppers.get(upper)
            if row.pk in seen:
                why = "các văn bản cụ thể hóa lẫn nhau thành vòng, không có văn bản đứng đầu."
                found = row.said["concretises"]
                row.fault(self.column("concretises"), why, expected="văn bản của cấp trên", found=found)

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Refuse a document that is marked secret, by the rule of the form."""
        super().check(row, values)
        told = {name: values.get(name) or "" for name in ("number", "abstract", "kind")}
        for name, mark in secret_marks(**told).items():
            row.fault(self.column(name), refusal(mark), expected="văn bản không mật", found=mark)

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Directive.key_of(values["number"], values["abstract"], values["issuer"])}


class Tasks(Kind):
    """Nhiệm vụ."""

    code = "tasks"
    sheet = "Nhiệm vụ"
    noun = "task"
    model = Task
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.text("title", "Nhiệm vụ", required=True, longest=500),
        columns.date("due", "Hạn", required=True),
        columns.text("directive", "Văn bản", longest=120, note="Số ký hiệu của văn bản giao nhiệm vụ."),
        columns.date("done_on", "Ngày hoàn thành"),
        columns.text("result", "Kết quả"),
    )
    key = ("organisation", "title", "directive")
    fields: ClassVar[dict[str, str]] = {"title": "title", "due": "due", "done_on": "done_on", "result": "result"}
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "directive": "directive__number"}
    identity = ("organisation_id", "title", "directive_id")
    derived = ("search_key",)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the organisation and the document that assigns."""
        for row in rows:
            self.copy(row)
            path = references.organisation(self.context, row, self.column("organisation"))
            if path is not None:
                references.directive(self.context, row, self.column("directive"), path, "directive_id")

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """Read of the tasks that are there what a workbook doesn't tell: who gave each, its start, its state."""
        self.untold: dict[int, tuple[str, dt.date | None, str]] = {}
        known = [row.found.pk for row in rows if row.found is not None]
        for part in portions(known):
            told = Task.objects.filter(pk__in=part).values_list("pk", "assigner__path", "start", "status")
            self.untold.update((pk, (above or "", start, status)) for pk, above, start, status in told)
        for row in rows:
            if row.found is not None and row.withdraw:
                self._refuse_others(row)

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Refuse a due date before the start, and what only who gave the task may say of it."""
        super().check(row, values)
        if row.found is None:
            return
        self._refuse_others(row)
        _above, start, status = self.untold.get(row.found.pk, ("", None, ""))
        if start is not None and values["due"] < start:
            why = "hạn ở trước ngày bắt đầu của nhiệm vụ."
            row.fault(self.column("due"), why, expected=f"từ {start:%d/%m/%Y}", found=f"{values['due']:%d/%m/%Y}")
        if status == TaskStatus.CANCELLED and values["done_on"] is not None:
            why = "nhiệm vụ này đã hủy; giao lại ở trang nhiệm vụ trước khi ghi ngày hoàn thành."
            row.fault(self.column("done_on"), why, expected="ô trống", found=f"{values['done_on']:%d/%m/%Y}")

    def _refuse_others(self, row: RowData) -> None:
        """What an organisation above gave is corrected and accepted by that one alone, while it stands above."""
        above = self.untold.get(row.found.pk, ("",))[0] if row.found else ""
        place = self.context.paths.get(self.organisation_of(row.found.values) or 0, "") if row.found else ""
        if above and place.startswith(above) and not self.context.reaches(above):
            why = "nhiệm vụ do cấp trên giao; báo cáo kết quả, đề nghị gia hạn ở trang nhiệm vụ."
            row.fault(self.column("title"), why, expected="nhiệm vụ của đơn vị tự giao", found=row.said["title"])

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Task.key_of(values["title"])}
