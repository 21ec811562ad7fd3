"""Life events in words, as seen from one organisation."""

from django.utils.translation import gettext as _

from neuguong.organisations.models import EventKind, LifeEvent, LifePart, Organisation
from neuguong.organisations.queries.lineage import ending

Role = LifePart.Role


def told(event: LifeEvent, organisation: Organisation) -> str:
    """Return what the event meant for the organisation; `event` brings its parts."""
    parts = list(event.parts.all())
    role = next(part.role for part in parts if part.organisation_id == organisation.pk)
    names = {one: ", ".join(part.name for part in parts if part.role == one) for one in Role}
    if role == Role.ALONG and event.kind == EventKind.FOUNDED:
        return _("Có thêm cấp trên: %(name)s") % {"name": names[Role.INTO]}
    if role == Role.ALONG:
        return _("Đi theo: %(name)s") % {"name": names[Role.INTO] or names[Role.FROM]}
    if role == Role.INTO and names[Role.FROM]:
        return _("Tiếp nhận %(name)s") % {"name": names[Role.FROM]}
    if role == Role.FROM and names[Role.INTO]:
        return _into(event, names[Role.INTO])
    if event.kind in (EventKind.RENAMED, EventKind.KIND_CHANGED):
        return _("Trước đó: %(name)s") % {"name": names[Role.SUBJECT]}
    return ""


def _into(event: LifeEvent, name: str) -> str:
    words = {
        EventKind.MERGED: _("Sáp nhập vào %(name)s"),
        EventKind.SPLIT: _("Chia tách: %(name)s tiếp nhận"),
        EventKind.FOLDED: _("Gộp vào %(name)s"),
    }
    return words[EventKind(event.kind)] % {"name": name}


def paper(event: LifeEvent) -> str:
    """Return the decision as one writes it, or nothing."""
    said = []
    if event.decision_number:
        said.append(_("Quyết định số %(number)s") % {"number": event.decision_number})
    if event.decision_date:
        said.append(_("ngày %(day)s") % {"day": event.decision_date.strftime("%d/%m/%Y")})
    if event.decision_body:
        said.append(_("của %(body)s") % {"body": event.decision_body})
    return " ".join(said)


def mark(organisation: Organisation) -> str:
    """Return what sets an organisation of the past apart in lists and searches, or nothing."""
    if organisation.folded_into_id is not None:
        return _("bản trùng")
    return _("đã kết thúc %(day)s") % {"day": organisation.until.strftime("%d/%m/%Y")} if organisation.until else ""


def fate(organisation: Organisation) -> str:
    """Return that, and by what, the organisation ended; nothing for one that goes on."""
    marked = mark(organisation)
    event = ending(organisation) if marked else None
    said = told(event, organisation) if event else ""
    return f"{marked}, {said[:1].lower()}{said[1:]}" if said else marked
