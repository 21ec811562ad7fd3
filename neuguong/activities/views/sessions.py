"""Pages of sessions and meetings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.activities import actions, queries, rules
from neuguong.activities.forms import SessionForm
from neuguong.activities.models import Session
from neuguong.activities.roll import roll
from neuguong.activities.tables import SESSION_FILTERS, SESSIONS, turnout
from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.directives import queries as directives
from neuguong.directives.models import Directive
from neuguong.directives.rules import binds
from neuguong.ui import blocks, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link, date


class Sessions(Register[Session]):
    """Study, thematic, topical and ordinary meetings, with who was there."""

    room, noun, sheet = "activities", "session", "sessions"
    gate, table, filters, form = rules.sessions, SESSIONS, SESSION_FILTERS, SessionForm
    keep, drop = staticmethod(actions.hold_session), staticmethod(actions.remove_session)
    history = staticmethod(audit.history)
    template = "activities/session.html"
    wording = Wording(
        title=_("Buổi sinh hoạt"),
        empty=_("Nơi ghi các buổi học tập, chuyên đề, chủ điểm trong kỳ: nội dung gì, ai có mặt."),
        enter=_("Ghi buổi sinh hoạt"),
        correct=_("Sửa buổi sinh hoạt"),
        take_out=_("Đưa buổi sinh hoạt ra khỏi sổ"),
    )

    def rows(self, request: OfficeRequest) -> QuerySet[Session]:
        """Return the sessions at the place and below, each with its counts and its document."""
        return queries.counted(super().rows(request)).select_related("directive")

    def facts(self, request: OfficeRequest, record: Session) -> Sequence[Fact]:
        """Return what a session's page tells beside who was there."""
        upper = directives.seen(request.actor, record.directive_id)
        cited = Link(upper.citation, to(request, "directives:detail", upper.pk)) if upper else None
        return [
            Fact(_("Tổ chức"), record.organisation.name),
            *showing.facts(record, "date", "kind"),
            *([Fact(_("Theo văn bản"), cited)] if cited else []),
            *([Fact(_("Có mặt theo số đã ghi"), queries.stated(record))] if queries.stated(record) else []),
        ]

    def more(self, request: OfficeRequest, record: Session) -> dict[str, Any]:
        """Return who was there."""
        return {"roll": roll(request, record)}

    def steps(self, request: OfficeRequest, record: Session) -> Sequence[Link]:
        """Return the way to the list alone, as one needs it in the room."""
        if not self.gate.can_write(request.actor, record):
            return ()
        return (Link(_("Điểm danh"), to(request, "activities:attendance", record.pk)),)

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Begin with the place, and with the document that the address names."""
        asked = directives.asked(request.actor, request.GET.get("directive", ""))
        return {**super().initial(request), **({"directive": asked, "kind": "study"} if asked else {})}


@blocks.about("directives.directive")
def sessions_about(request: OfficeRequest, directive: Directive) -> Block:
    """List the sessions where a document was studied, each with its organisation and turnout."""
    named = directives.choosable(request.actor).text(directive)
    return blocks.listed(
        _("Buổi học tập, sinh hoạt theo văn bản này"),
        queries.sessions_about(request.actor, directive),
        lambda row: _item(request, row),
        more=Link(_("Xem tất cả"), to(request, "activities:list", by=named, when="all")),
        add=_study(request, directive),
    )


def _item(request: OfficeRequest, row: Session) -> Item:
    """Name a session by what tells it from the others: at home its content, else its organisation."""
    names = [row.content, row.organisation.name]
    if row.organisation_id != standpoint(request).organisation.pk:
        names.reverse()
    return Item(names[0], to(request, "activities:detail", row.pk), f"{names[1]} · {date(row.date)}", turnout(row))


def _study(request: OfficeRequest, directive: Directive) -> Link | None:
    """Return the way to enter a session that studied a document, at a place that it binds."""
    place = standpoint(request).organisation
    if not (rules.sessions.can_enter(request.actor, place) and binds(directive, place)):
        return None
    return Link(_("Ghi buổi sinh hoạt"), to(request, "activities:create", directive=directive.pk))


sessions = Sessions()
