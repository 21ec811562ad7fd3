"""Forms of sessions, attendance and issues."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.activities.models import Issue, Presence, Session
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import rules as directives
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm

# A person's mark is sent as "p<key>", beside what the page showed of it as "was<key>".
MARK, SHOWN = "p", "was"


class SessionForm(RecordForm[Session]):
    """A session that was held; attendance by counts, or later by a list."""

    class Meta:
        model = Session
        fields = ("organisation", "date", "kind", "content", "directive", "due_count", "present_count")
        labels = {"directive": _("Theo văn bản"), "due_count": _("Số phải dự"), "present_count": _("Số có mặt")}
        help_texts = {"present_count": _("Để trống nếu sẽ điểm danh từng người; danh sách thay cho số này.")}

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the documents that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("directive", directives.directives.visible_to(actor), "directive", key="pk")

    def clean(self) -> dict[str, Any]:
        """Refuse more present than had to come."""
        found: dict[str, Any] = super().clean() or {}
        due, present = found.get("due_count"), found.get("present_count")
        if due is not None and present is not None and present > due:
            words = {"present": present, "due": due}
            self.add_error(
                "present_count",
                _now("Có mặt %(present)s người, nhiều hơn %(due)s người phải dự. Sửa một trong hai số.") % words,
            )
        return found


class IssueForm(RecordForm[Issue]):
    """A pressing issue: what, who, until when; and how it was resolved."""

    class Meta:
        model = Issue
        fields = ("organisation", "title", "raised_on", "owner", "due", "resolved_on", "result")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for."""
        self.offer("organisation", organisations.writable_by(actor), "writable")


def marks(sent: QueryDict) -> dict[int, Presence | None]:
    """Return the marks that differ from what the page showed, by person; None takes a mark back.

    What somebody else has noted meanwhile, and this page did not touch, stays so.
    """
    found: dict[int, Presence | None] = {}
    for name, value in sent.items():
        key = name.removeprefix(MARK)
        if key == name or not (key.isascii() and key.isdigit() and len(key) < 19):
            continue
        if value == sent.get(f"{SHOWN}{key}", ""):
            continue
        if value and value not in Presence.values:
            raise Refusal(_now("«%(value)s» không phải là cách điểm danh. Chọn lại trên trang.") % {"value": value})
        found[int(key)] = Presence(str(value)) if value else None
    return found
