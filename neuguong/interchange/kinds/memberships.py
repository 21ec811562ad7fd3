"""The sheet of further memberships: where else someone belongs, such as mass organisations."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from neuguong.interchange import columns
from neuguong.interchange.context import portions
from neuguong.interchange.kinds import likelihood, references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import Membership, Person
from neuguong.organisations.models.plausible import meet, span

_SPAN = ("since", "until", "is_main")


@dataclass(frozen=True, slots=True)
class Span:
    """A membership as far as others have to keep apart from it; `name` tells the organisation."""

    name: str
    organisation_id: int
    since: dt.date | None
    until: dt.date | None
    is_main: bool | None


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
        references.people(self, rows, self.column("person"))
        for row in rows:
            likelihood.refuse_erased(row, row.said["person"], self.column("person"))

    def settle(self, rows: list[RowData], all_rows: list[RowData]) -> None:
        """Nobody is at two main places on one day, nor twice at one place: against the register and the file."""
        super().settle(rows, all_rows)
        wholes = {row.pk: {**self._stored_of(row), **row.values} for row in rows}
        people: set[int] = {whole["person_id"] for whole in wholes.values()}
        said = Person.objects.filter(pk__in=people).values_list("pk", "birth_date", "party_status")
        self.known = {pk: {"birth_date": birth, "party_status": status} for pk, birth, status in said}
        spans: dict[int, list[Span]] = defaultdict(list)
        for person, *other in self._others(people, wholes):
            spans[person].append(Span(*other))
        for row in (one for one in rows if not one.withdraw):
            whole = wholes[row.pk]
            since, until, is_main = (whole.get(name) for name in _SPAN)
            own = Span(row.said["organisation"], whole["organisation_id"], since, until, is_main)
            if row.values.keys() & {"organisation_id", *_SPAN}:
                self._compare(row, own, spans[whole["person_id"]])
            spans[whole["person_id"]].append(own)

    def _others(self, people: Iterable[Any], wholes: dict[int | None, dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
        """Yield what is there of these people and is not in the file."""
        for part in portions(people):
            rows = Membership.objects.filter(person__in=part).order_by("pk")
            names = ("pk", "organisation__path", "person_id", "organisation__name", "organisation_id", *_SPAN)
            for pk, path, person, name, *others in rows.values_list(*names):
                if pk not in wholes:
                    yield person, name if self.context.is_told(path) else "một tổ chức khác", *others

    def _stored_of(self, row: RowData) -> dict[str, Any]:
        return row.found.values if row.found is not None else {"is_main": False}

    def _compare(self, row: RowData, own: "Span", others: list["Span"]) -> None:
        for other in others:
            if not meet(own.since, own.until, other.since, other.until):
                continue
            if own.is_main and other.is_main:
                why = f"người này đang có nơi sinh hoạt chính là {other.name}; chuyển nơi ở trang Người."
                row.fault(self.column("is_main"), why, expected="một nơi sinh hoạt chính", found=other.name)
            elif own.organisation_id == other.organisation_id:
                span_ = span(other.since, other.until)
                why = f"người này đã sinh hoạt tại {other.name} ({span_}); sửa ngày của dòng đó, không ghi thêm dòng."
                row.fault(self.column("since"), why, expected="một dòng cho mỗi thời gian", found=span_)

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """See that nobody belongs anywhere before being born, or where there was nothing yet."""
        values = {**values, **self.known.get(values.get("person_id") or 0, {})}
        likelihood.check(self.context, row, values, self.column)
        super().check(row, values)

    @classmethod
    def emptied(cls, name: str) -> Any:
        """A further membership is not the main one unless it is marked."""
        return False if name == "is_main" else super().emptied(name)
