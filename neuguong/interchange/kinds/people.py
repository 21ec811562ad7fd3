"""The sheet of people: one row is a person, where they belong and what they hold there."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

from neuguong.core.text import fold, name_sort_key
from neuguong.interchange import columns, parsers
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import belonging, references
from neuguong.interchange.kinds.base import Key, Kind
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.models import Gender, Organisation, PartyStatus, Person, PersonGroup

GROUPS = {str(label): value for value, label in PersonGroup.Name.choices}


class People(Kind):
    """Người. A changed organisation needs Từ ngày and makes a dated move."""

    code = "people"
    sheet = "Người"
    noun = "person"
    model = Person
    columns = (
        columns.code("code", "Mã người", required=True),
        columns.text("full_name", "Họ và tên", required=True, longest=120),
        columns.code("organisation", "Mã tổ chức", required=True, note="Nơi sinh hoạt."),
        columns.date("birth_date", "Ngày sinh"),
        columns.choice("gender", "Giới tính", Gender),
        columns.choice("party_status", "Đảng viên", PartyStatus),
        columns.text("party", "Chức vụ Đảng", longest=120),
        columns.text("state", "Chức vụ chính quyền", longest=120),
        columns.text("mass", "Chức vụ đoàn thể", longest=120),
        columns.mark("is_head", "Người đứng đầu"),
        columns.date("since", "Từ ngày", note="Bắt buộc khi chuyển nơi sinh hoạt."),
        columns.date("until", "Đến ngày"),
        columns.Column(
            "groups", "Nhóm", parsers.several(GROUPS), note=f"Một hoặc nhiều, cách nhau dấu phẩy: {', '.join(GROUPS)}."
        ),
    )
    key = ("code",)
    fields: ClassVar[dict[str, str]] = {
        column.key: column.key for column in columns if column.key not in ("organisation",)
    }
    identity = ("code",)
    derived = ("search_key", "sort_key")
    orders = (("since", "until"),)

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Resolve where each person belongs."""
        column = self.column("organisation")
        for row in rows:
            self.copy(row)
            references.organisation(context, row, column)

    def emptied(self, name: str) -> Any:
        """Return what an erased column holds."""
        if name in ("birth_date", "since", "until"):
            return None
        return {"is_head": False, "groups": ()}.get(name, "")

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the keys for searching and sorting."""
        name = values["full_name"]
        return {"search_key": fold(f"{name} {values['code']}"), "sort_key": name_sort_key(name)}

    def stored(self, context: Context, rows: list[RowData]) -> dict[Key, Stored]:
        """Return people by code and number, each with their main membership, posts and groups."""
        codes = {row.values["code"] for row in rows if "code" in row.values}
        found: dict[Key, Stored] = {}
        for record in belonging.people(codes, [row.record for row in rows if row.record is not None]):
            found[(record.values["code"],)] = record
            found[("#", record.pk)] = record
        return found

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """A move must say its first day, after the first day of the place that is left."""
        super().check(row, values)
        birth = values.get("birth_date")
        if birth is not None and not dt.date(1900, 1, 1) <= birth:
            row.fault(self.column("birth_date"), "ngày sinh trước năm 1900.", expected="từ 1900", found=birth)
        if row.found is not None and "organisation_id" in row.values:
            since, left = row.said["since"], row.found.values["since"]
            if not isinstance(since, dt.date):
                why = "đổi nơi sinh hoạt phải ghi Từ ngày, là ngày bắt đầu ở nơi mới."
                row.fault(self.column("since"), why, expected="một ngày", found="ô trống")
            elif left is not None and since <= left:
                why = f"ngày chuyển đến phải sau ngày bắt đầu ở nơi cũ ({left:%d/%m/%Y})."
                row.fault(self.column("since"), why, expected=f"sau {left:%d/%m/%Y}", found=f"{since:%d/%m/%Y}")

    def insert(self, context: Context, rows: list[RowData]) -> None:
        """Add people with their memberships, posts and groups."""
        belonging.insert(rows, self.derive)
        self.log(context, "imported", ((row, None, row.values) for row in rows))

    def update(self, context: Context, rows: list[RowData]) -> None:
        """Change people; a changed organisation closes the old membership and opens a new one."""
        for row in rows:
            if row.found is not None:
                before = belonging.snapshot(row.found.pk)
                belonging.change(row.found, row.values, self.derive({**row.found.values, **row.values}))
                self.log(context, "changed", [(row, before, belonging.snapshot(row.found.pk))])

    def rows_out(self, path: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield the people whose main membership is at or below the tree path."""
        places = dict(Organisation.objects.filter(path__under=path).values_list("pk", "code"))
        labels = {**dict(Gender.choices), **dict(PartyStatus.choices)}
        names = dict(PersonGroup.Name.choices)
        for record in belonging.people(belonging.codes_in(path), []):
            said = record.values
            if said["organisation_id"] in places:
                said = {**said, "organisation": places[said["organisation_id"]]}
                said["gender"] = labels.get(said["gender"], "")
                said["party_status"] = labels.get(said["party_status"], "")
                said["groups"] = ", ".join(str(names[name]) for name in said["groups"])
                yield record.pk, [said[column.key] for column in self.columns]
