"""The sheet of people: one row is a person, where they belong and what they hold there."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from neuguong.core.text import fold, name_sort_key
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR, DEED, RECORD
from neuguong.interchange.kinds import belonging, likelihood, references
from neuguong.interchange.kinds.base import Key, Kind
from neuguong.interchange.kinds.newcomers import Newcomers
from neuguong.interchange.reading.tables import Table
from neuguong.interchange.rows import RowData, Stored, rows_of
from neuguong.organisations.models import Gender, Organisation, PartyStatus, Person, PersonGroup
from neuguong.organisations.models.plausible import meet, span

GROUPS = {str(label): value for value, label in PersonGroup.Name.choices}


class People(Kind):
    """Người. A changed organisation needs Từ ngày and makes a dated move."""

    code = "people"
    sheet = "Người"
    noun = "person"
    model = Person
    columns = (
        columns.code("code", "Mã người", required=True, keys=["fold"]),
        columns.text("full_name", "Họ và tên", required=True, longest=120, keys=["fold", "name"]),
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
            "groups",
            "Nhóm",
            "several",
            (GROUPS,),
            note=f"Một hoặc nhiều, cách nhau dấu phẩy: {', '.join(GROUPS)}.",
        ),
    )
    key = ("code",)
    fields: ClassVar[dict[str, str]] = {
        column.key: column.key for column in columns if column.key not in ("organisation",)
    }
    identity = ("code",)
    derived = ("search_key", "sort_key")
    orders = (("since", "until"),)

    def take(self, tables: list[Table]) -> Iterator[RowData]:
        """Write people who are new column by column; take the other rows one by one; yield the wrong ones."""
        newcomers = Newcomers(self.context, self._keys)
        for table in tables:
            for block in table.blocks():
                others = newcomers.take(table.title, block)
                self.outcomes[table.title].created += len(block.numbers) - len(others)
                rows = rows_of(table.title, block, (*self.columns, RECORD, DEED), others) if others else []
                self.take_rows(rows)
                yield from (row for row in rows if not row.is_sound)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve where each person belongs."""
        column = self.column("organisation")
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, column)

    @classmethod
    def emptied(cls, name: str) -> Any:
        """Return what an erased column holds."""
        if name in ("birth_date", "since", "until"):
            return None
        return {"is_head": False, "groups": ()}.get(name, "")

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the keys for searching and sorting."""
        name = values["full_name"]
        return {"search_key": fold(f"{name} {values['code']}"), "sort_key": name_sort_key(name)}

    def stored(self, rows: list[RowData]) -> dict[Key, Stored]:
        """Return people by code (in any case) and number, each with their main membership, posts and groups."""
        found: dict[Key, Stored] = {}
        codes = belonging.spellings(row.values.get("code", "") for row in rows)
        numbers = (row.record or 0 for row in rows)
        for record in belonging.people(codes, numbers):
            found[(record.values["code"],)] = record
            found[("#", record.pk)] = record
        return found

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """A move must say its first day, after the first day of the place that is left."""
        if row.found is not None and "organisation_id" in row.values:
            # The place that is left keeps its own end.
            values = {**values, "until": row.values.get("until")}
            since, left = row.said["since"], row.found.values["since"]
            if since is None or since is CLEAR:
                why = "đổi nơi sinh hoạt phải ghi Từ ngày, là ngày bắt đầu ở nơi mới."
                row.fault(self.column("since"), why, expected="một ngày", found="ô trống")
            elif left is not None and since <= left:
                why = f"ngày chuyển đến phải sau ngày bắt đầu ở nơi cũ ({left:%d/%m/%Y})."
                row.fault(self.column("since"), why, expected=f"sau {left:%d/%m/%Y}", found=f"{since:%d/%m/%Y}")
        elif row.found is not None and "since" in row.values:
            self._check_meeting(row, row.values["since"], row.found.values["left"])
        if row.found is not None and row.values.keys() & {"organisation_id", "since", "until"}:
            self._check_beside(row, values, row.found.values["beside"])
        likelihood.check(self.context, row, values, self.column)
        likelihood.refuse_erased(row, values["code"], self.column("code"))
        super().check(row, values)

    def _check_meeting(self, row: RowData, since: dt.date | None, left: dt.date | None) -> None:
        """The main membership does not begin before the one that was left has ended."""
        if left is not None and (since or dt.date.min) <= left:
            why = f"người này còn sinh hoạt chính ở nơi trước ({span(None, left)}); kết thúc nơi đó trước."
            found = f"{since:%d/%m/%Y}" if since else "ô trống"
            row.fault(self.column("since"), why, expected="sau nơi trước", found=found)

    def _check_beside(self, row: RowData, values: dict[str, Any], others: Iterable[tuple[Any, ...]]) -> None:
        """The main membership is not of a place where the person belongs beside it in that time."""
        for place, since, until in others:
            if place == values["organisation_id"] and meet(values["since"], values["until"], since, until):
                why = (
                    f"người này đang có nơi sinh hoạt khác tại đây ({span(since, until)}); "
                    "ghi Đến ngày cho dòng đó ở trang Nơi sinh hoạt trước."
                )
                row.fault(self.column("organisation"), why, expected="nơi chưa sinh hoạt", found=span(since, until))

    def insert(self, rows: list[RowData]) -> None:
        """Add people with their memberships, posts and groups."""
        if rows:
            belonging.insert([(row.pk or 0, row.values, self._derived(row.values)) for row in rows])
            self.log("imported", ((row, None, row.values) for row in rows))

    def update(self, rows: list[RowData]) -> None:
        """Change people; a changed organisation closes the old membership and opens a new one."""
        for row in rows:
            if row.found is not None:
                before = belonging.snapshot(row.found.pk)
                keys = self._derived({**row.found.values, **row.values})
                belonging.change(row.found, row.values, dict(zip(self.derived, keys, strict=True)))
                self.log("changed", [(row, before, belonging.snapshot(row.found.pk))])

    def whole(self, row: RowData) -> dict[str, Any]:
        """Return all that is known of a person who is withdrawn."""
        return belonging.snapshot(row.pk or 0)

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """Return where the person belongs: in a snapshot, by the last of the main memberships."""
        if "memberships" not in values:
            return super().organisation_of(values)
        homes = [row["organisation_id"] for row in values["memberships"] if row["is_main"]]
        return homes[-1] if homes else None

    @classmethod
    def rows_out(cls, path: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield the people whose main membership is at or below the tree path."""
        places = dict(Organisation.objects.filter(path__under=path).values_list("pk", "code"))
        labels = {value: str(label) for value, label in (*Gender.choices, *PartyStatus.choices)}
        names = {value: str(label) for value, label in PersonGroup.Name.choices}
        for record in belonging.people_within(path):
            said = record.values
            if said["organisation_id"] in places:
                said = {**said, "organisation": places[said["organisation_id"]]}
                said["gender"] = labels.get(said["gender"], "")
                said["party_status"] = labels.get(said["party_status"], "")
                said["groups"] = ", ".join(names[name] for name in said["groups"])
                yield record.pk, [said[column.key] for column in cls.columns]
