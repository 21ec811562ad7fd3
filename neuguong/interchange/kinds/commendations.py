"""Sheets of rounds, nominations and awards."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from neuguong.campaigns import periods
from neuguong.commendations.actions import not_told_of, recount
from neuguong.commendations.models import Award, Nomination, Outcome, Round, Subject, Target
from neuguong.commendations.rules import can_open_round, can_tell_of
from neuguong.core.errors import Refusal
from neuguong.core.text import fold
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.pending import Pending
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

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import."""
        super().__init__(context, mark)
        self._names = {folded: found.name for folded, found in context.rounds.items()}

    def prepare(self, rows: list[RowData]) -> None:
        """Read the stage; a round is known by its name in any case and without marks."""
        for row in rows:
            self.copy(row)
            if not can_open_round(self.context.actor):
                row.fault(None, "đồng chí không được lập đợt khen thưởng.", expected="chuyên viên", found="bí thư")
            known = self._names.setdefault(fold(row.said["name"] or ""), row.said["name"])
            row.values["name"] = known

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """The days of a stage are the round's, where none are written and the stage is new to it."""
        for row in rows:
            stage = row.said["stage"]
            if isinstance(stage, str) and (row.found is None or row.found.values["stage"] != stage):
                self._span(row, stage)

    def _span(self, row: RowData, stage: str) -> None:
        try:
            period = periods.parse_loosely(stage)
        except Refusal as error:
            if not (row.said["since"] and row.said["until"]):
                row.fault(self.column("stage"), error.message, expected="như 2021..2023", found=stage)
            return
        row.values["stage"] = period.code
        if row.found is None or row.found.values["stage"] != period.code:
            row.values.setdefault("since", period.start)
            row.values.setdefault("until", period.end)

    @classmethod
    def within(cls, path: str) -> QuerySet[Round]:
        """Rounds belong to no place: return all."""
        return Round.objects.order_by("pk")

    def may_change(self, found: Stored) -> bool:
        """Tell whether the actor may change rounds."""
        return can_open_round(self.context.actor)

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Round.key_of(values["name"])}

    def written(self, rows: list[RowData]) -> None:
        """Records of the rounds move with their stage."""
        recount(rounds=list(Round.objects.filter(pk__in=[row.pk for row in rows])))
        self.context.forget("rounds")


class _OfRound(Kind):
    """What belongs to a round counts on a day inside the round's stage.

    A round is known by its name alone; one that is not there yet is made, its stage may come later.
    """

    dated: ClassVar[str]

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import."""
        super().__init__(context, mark)
        self._pending = Pending("round_id", self._open)
        self._rounds: dict[int, Round] = {}

    def _name_round(self, row: RowData) -> None:
        said = row.said["round"]
        found = self.context.rounds.get(fold(said)) if isinstance(said, str) else None
        if said is CLEAR:
            row.values["round_id"] = None
        elif found is not None:
            row.values["round_id"] = found.pk
        elif said is not None and not can_open_round(self.context.actor):
            why = f"không có đợt “{said}”; đề nghị cấp trên lập đợt, hoặc sửa tên đợt."
            row.fault(self.column("round"), why, expected="đợt đã có", found=said)
        elif said is not None:
            row.values["round_id"] = self._pending.number(said)

    def _open(self, name: str, _row: RowData) -> int:
        if fold(name) not in self.context.rounds:
            made = Round(name=name)
            made.clean()
            made.save()
            self.context.rounds[fold(name)] = made
            self.context.journal.tell_made("round", made, {"name": name})
        return self.context.rounds[fold(name)].pk

    def _round(self, number: int | None) -> Round | None:
        if number is not None and number not in self._rounds:
            self._rounds = {found.pk: found for found in self.context.rounds.values()}
        return self._rounds.get(number or 0)

    def insert(self, rows: list[RowData]) -> None:
        """Open the rounds that new records need, and add the records."""
        self._pending.settle(rows)
        super().insert(rows)

    def update(self, rows: list[RowData]) -> None:
        """Open the rounds that changed records need, and change the records."""
        self._pending.settle(rows)
        super().update(rows)

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching and the day on which the record counts."""
        found, date = self._round(values["round_id"]), values[self.dated]
        texts = [str(values[name] or "") for name in self.model.searched]  # type: ignore[attr-defined]
        return {
            "search_key": self.model.key_of(*texts),  # type: ignore[attr-defined]
            "counted_on": found.counted_on(date) if found else date,
        }


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

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve round, organisation and person."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))
            self._name_round(row)
        references.people(self, rows, self.column("person"))


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

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve recipient's organisation, body, round and person."""
        for row in rows:
            self.copy(row)
            path = references.organisation(self.context, row, self.column("organisation"))
            if path is not None:
                references.body(self.context, row, self.column("body"), path, "body_organisation_id")
            self._name_round(row)
        references.people(self, rows, self.column("person"))

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """The body of an award that is there stays the one that it was."""
        for row in rows:
            references.keep_body(self.context, row, self.column("body"), "body_organisation_id")

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """What a body gave is entered by who writes for it; what stands already may be sent back as it is."""
        super().check(row, values)
        self._check_bodies(row, values, *([row.found.values] if row.found else []))

    def agree(self, rows: list[RowData]) -> None:
        """Taking an award out takes the same right."""
        for row in rows:
            if row.withdraw and row.found:
                self._check_bodies(row, row.found.values)

    def _check_bodies(self, row: RowData, *awards: dict[str, Any]) -> None:
        for award in awards:
            body = award.get("body_organisation_id")
            if not can_tell_of(self.context.actor, self.context.paths.get(body, "") if body else None):
                why = not_told_of(award["body"])
                row.fault(self.column("body"), f"{why[0].lower()}{why[1:]}", expected="cấp mình", found=award["body"])
