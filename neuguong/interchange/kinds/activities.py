"""Sheets of sessions, attendance and issues."""

from typing import Any, ClassVar

from neuguong.activities.models import Attendance, Issue, Presence, Session, SessionKind
from neuguong.core.text import fold
from neuguong.interchange import columns
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.attending import Attending
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData


class Sessions(Kind):
    """Sinh hoạt: study and meetings, with counts."""

    code = "sessions"
    sheet = "Sinh hoạt"
    noun = "session"
    model = Session
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.date("date", "Ngày", required=True),
        columns.choice("kind", "Loại", SessionKind, required=True),
        columns.text("content", "Nội dung", required=True, longest=500),
        columns.text("directive", "Văn bản", longest=120, note="Số ký hiệu của văn bản được học tập."),
        columns.whole("due_count", "Phải dự"),
        columns.whole("present_count", "Có mặt"),
    )
    key = ("organisation", "date", "kind", "content")
    fields: ClassVar[dict[str, str]] = {
        name: name for name in ("date", "kind", "content", "due_count", "present_count")
    }
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code", "directive": "directive__number"}
    identity = ("organisation_id", "date", "kind", "content")
    derived = ("search_key",)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the organisation and the document."""
        for row in rows:
            self.copy(row)
            path = references.organisation(self.context, row, self.column("organisation"))
            if path is not None:
                references.directive(self.context, row, self.column("directive"), path, "directive_id")

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Session.key_of(values["content"])}

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """More present than due is a slip of the pen."""
        due, present = values.get("due_count"), values.get("present_count")
        if due is not None and present is not None and present > due:
            why = f"số có mặt ({present}) lớn hơn số phải dự ({due})."
            row.fault(self.column("present_count"), why, expected=f"không quá {due}", found=present)


class Attendances(Kind):
    """Điểm danh: one person at one session."""

    code = "attendance"
    sheet = "Điểm danh"
    noun = "attendance"
    model = Attendance
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True, note="Tổ chức mở buổi sinh hoạt."),
        columns.date("date", "Ngày", required=True),
        columns.text("content", "Nội dung", required=True, longest=500, note="Như ở trang Sinh hoạt."),
        columns.code("person", "Mã người", required=True),
        columns.choice("presence", "Có mặt", Presence, required=True),
    )
    key = ("organisation", "date", "content", "person")
    fields: ClassVar[dict[str, str]] = {"presence": "presence"}
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "session__organisation__code",
        "date": "session__date",
        "content": "session__content",
        "person": "person__code",
    }
    place = "session__organisation"
    identity = ("session_id", "person_id")

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import; `_owners` are the organisations of the sessions met."""
        super().__init__(context, mark)
        self._owners: dict[int, int] = {}
        self._attending = Attending(context)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve session and person."""
        self._sessions = self.context.sessions(row.said["date"] for row in rows if row.said["date"])
        self._owners |= {pk: key[0] for key, found in self._sessions.items() for pk in found}
        for row in rows:
            self.copy(row)
            if references.organisation(self.context, row, self.column("organisation")) is not None:
                self._find_session(row)
        references.people(self, rows, self.column("person"))
        self._attending.learn(rows)

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Who is newly marked belonged to the session's organisation that day, or below it."""
        super().check(row, values)
        place, date = self.organisation_of(values), row.said["date"]
        if row.found is not None or place is None or "person_id" not in row.values or date is None:
            return
        if not self._attending.belonged(row.values["person_id"], place, date):
            said = row.said["person"]
            why = (
                f"người mang mã “{said}” không sinh hoạt tại tổ chức này hoặc cấp dưới của nó ngày {date:%d/%m/%Y}; "
                "xóa dòng này, hoặc ghi buổi học ở cấp trên chung."
            )
            row.fault(self.column("person"), why, expected="người của tổ chức mở buổi sinh hoạt", found=said)

    def _find_session(self, row: RowData) -> None:
        organisation = row.values.pop("organisation_id")
        if row.said["date"] is None or row.said["content"] is None:
            return
        date, content = row.said["date"], row.said["content"]
        found = self._sessions.get((organisation, date, fold(content)), [])
        if len(found) == 1:
            row.values["session_id"] = found[0]
        elif found:
            why = f"ngày {date:%d/%m/%Y} có {len(found)} buổi cùng nội dung khác loại; sửa nội dung cho khác nhau."
            row.fault(self.column("content"), why, expected="một buổi", found=content)
        else:
            why = f"không thấy buổi sinh hoạt này ngày {date:%d/%m/%Y}; nhập ở trang Sinh hoạt trước."
            row.fault(self.column("content"), why, expected="buổi sinh hoạt đã có", found=content)

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """Return the organisation of the session."""
        session: int = values.get("session_id", 0)
        if session not in self._owners:
            self._owners |= Session.objects.filter(pk=session).values_list("pk", "organisation_id")
        return self._owners.get(session)


class Issues(Kind):
    """Vấn đề bức xúc, nổi cộm."""

    code = "issues"
    sheet = "Vấn đề"
    noun = "issue"
    model = Issue
    columns = (
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.text("title", "Vấn đề", required=True, longest=500),
        columns.date("raised_on", "Ngày nêu", required=True),
        columns.text("owner", "Phụ trách", longest=200),
        columns.date("due", "Hạn"),
        columns.date("resolved_on", "Ngày giải quyết"),
        columns.text("result", "Kết quả"),
    )
    key = ("organisation", "title", "raised_on")
    fields: ClassVar[dict[str, str]] = {
        name: name for name in ("title", "raised_on", "owner", "due", "resolved_on", "result")
    }
    lookups: ClassVar[dict[str, str]] = {"organisation": "organisation__code"}
    identity = ("organisation_id", "title", "raised_on")
    derived = ("search_key",)
    orders = (("raised_on", "resolved_on"),)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve the organisation."""
        for row in rows:
            self.copy(row)
            references.organisation(self.context, row, self.column("organisation"))

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the key for searching."""
        return {"search_key": Issue.key_of(values["title"])}
