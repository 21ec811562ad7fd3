"""Sheets of rounds, nominations and awards."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from neuguong.campaigns import periods
from neuguong.commendations.actions import recount
from neuguong.commendations.models import Award, Nomination, Outcome, Round, Subject, Target
from neuguong.commendations.rules import can_open_round
from neuguong.core.errors import Refusal
from neuguong.interchange import columns
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData, Stored


class Rounds(Kind):
    """Đợt khen thưởng, with the stage that it commends."""

    code = "rounds"
    sheet = "Đợt"
    noun = "round"
    model = Round
    columns = (
        columns.text("name", "Đợt", required=True, longest=200),
        columns.text("stage", "Giai đoạn", longest=20, note="Ví dụ 2021..2023."),
        columns.date("since", "Từ ngày"),
        columns.date("until", "Đến ngày"),
    )
    key = ("name",)
    fields: ClassVar[dict[str, str]] = {"name": "name", "stage": "stage", "since": "since", "until": "until"}
    identity = ("name",)
    derived = ("search_key",)
    orders = (("since", "until"),)

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Read the stage; its days are the round's where none are written."""
        for row in rows:
            self.copy(row)
            if not can_open_round(context.actor):
                row.fault(None, "đồng chí không được lập đợt khen thưởng.", expected="chuyên viên", found="")
            stage = row.said["stage"]
            if isinstance(stage, str):
                self._span(row, stage)

    def within(self, path: str) -> QuerySet[Round]:
        """Rounds belong to no place: return all."""
        return Round.objects.order_by("pk")

    def may_change(self, context: Context, found: Stored) -> bool:
        """Tell whether the actor may change rounds."""
        return can_open_round(context.actor)

    def _span(self, row: RowData, stage: str) -> None:
        try:
            period = periods.parse_loosely(stage)
        except Refusal as error:
            if not (row.said["since"] and row.said["until"]):
                row.fault(self.column("stage"), error.message, expected="như 2021..2023", found=stage)
            return
        row.values["stage"] = period.code
        row.values.setdefault("since", period.start)
        row.values.setdefault("until", period.end)

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Round.key_of(values["name"])}

    def written(self, context: Context, rows: list[RowData]) -> None:
        """Records of the rounds move with their stage."""
        recount(rounds=list(Round.objects.filter(pk__in=[row.pk for row in rows])))
        context.__dict__.pop("rounds", None)


class _OfRound(Kind):
    """What belongs to a round counts on a day inside the round's stage."""

    dated: ClassVar[str]

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching and the day on which the record counts."""
        found = self._rounds.get(values["round_id"])
        date = values[self.dated]
        texts = [str(values[name] or "") for name in self.model.searched]  # type: ignore[attr-defined]
        return {
            "search_key": self.model.key_of(*texts),  # type: ignore[attr-defined]
            "counted_on": found.counted_on(date) if found else date,
        }

    def settle(self, context: Context, rows: list[RowData]) -> None:
        """Have the rounds at hand for deriving."""
        self._rounds = {found.pk: found for found in context.rounds.values()}


class Nominations(_OfRound):
    """Đề nghị khen thưởng; Mã tổ chức is the one that nominates."""

    code = "nominations"
    sheet = "Đề nghị"
    noun = "nomination"
    model = Nomination
    dated = "nominated_on"
    columns = (
        columns.text("round", "Đợt", required=True, longest=200),
        columns.code("organisation", "Mã tổ chức", required=True, note="Tổ chức đề nghị."),
        columns.choice("subject", "Đối tượng", Subject, required=True),
        columns.text("name", "Tên", required=True, longest=250),
        columns.choice("target", "Cấp đề nghị", Target, required=True),
        columns.date("nominated_on", "Ngày đề nghị", required=True),
        columns.code("person", "Mã người"),
        columns.text("form", "Hình thức", longest=120),
        columns.text("merit", "Thành tích"),
        columns.choice("outcome", "Kết quả", Outcome),
    )
    key = ("round", "organisation", "subject", "name", "target", "nominated_on", "person")
    fields: ClassVar[dict[str, str]] = {
        name: name for name in ("subject", "name", "target", "nominated_on", "form", "merit", "outcome")
    }
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "organisation__code",
        "person": "person__code",
        "round": "round__name",
    }
    identity = ("organisation_id", "round_id", "subject", "name", "target", "nominated_on", "person_id")
    derived = ("search_key", "counted_on")

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Resolve round, organisation and person."""
        for row in rows:
            self.copy(row)
            references.organisation(context, row, self.column("organisation"))
            references.round_named(context, row, self.column("round"))
        references.people(context, rows, self.column("person"))


class Awards(_OfRound):
    """Khen thưởng; Mã tổ chức is the recipient's, Cơ quan khen the body that commends."""

    code = "awards"
    sheet = "Khen thưởng"
    noun = "award"
    model = Award
    dated = "decided_on"
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True, note="Tổ chức của người, tập thể được khen."),
        columns.choice("subject", "Đối tượng", Subject, required=True),
        columns.text("name", "Tên", required=True, longest=250),
        columns.text("body", "Cơ quan khen", required=True, longest=250, note="Mã hoặc tên cơ quan."),
        columns.text("form", "Hình thức", required=True, longest=120),
        columns.date("decided_on", "Ngày quyết định", required=True),
        columns.text("decision_number", "Số quyết định", longest=60),
        columns.code("person", "Mã người"),
        columns.text("round", "Đợt", longest=200),
        columns.text("merit", "Thành tích"),
    )
    key = ("organisation", "subject", "name", "body", "form", "decided_on", "person")
    fields: ClassVar[dict[str, str]] = {
        name: name for name in ("subject", "name", "body", "form", "decided_on", "decision_number", "merit")
    }
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "organisation__code",
        "person": "person__code",
        "round": "round__name",
    }
    identity = ("organisation_id", "subject", "name", "body", "form", "decided_on", "person_id")
    derived = ("search_key", "counted_on")

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Resolve recipient's organisation, body, round and person."""
        for row in rows:
            self.copy(row)
            path = references.organisation(context, row, self.column("organisation"))
            if path is not None:
                references.body(context, row, self.column("body"), path, "body_organisation_id")
            references.round_named(context, row, self.column("round"))
        references.people(context, rows, self.column("person"))
