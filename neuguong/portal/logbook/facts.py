"""What the page of an entry tells above old and new: when, who, from where, of what."""

from django.utils.translation import gettext as _

from neuguong.organisations.models import Organisation
from neuguong.portal.logbook.rows import Told
from neuguong.portal.logbook.telling import way
from neuguong.reporting.queries.lists import PAGES
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link


def facts(request: OfficeRequest, told: Told, place: Organisation | None) -> list[Fact]:
    """Return the lines about an entry; the record leads to its own page while it is there."""
    entry = told.entry
    page = PAGES.get(entry.subject_kind, "")
    href = perhaps(request, page, entry.subject_id) if page and entry.after and not page.endswith("_list") else ""
    batch = Link(str(entry.batch), perhaps(request, "portal:log", batch=entry.batch)) if entry.batch else ""
    found = [
        Fact(_("Lúc"), entry.at),
        Fact(_("Ai đã làm"), entry.actor_label),
        Fact(_("Từ đâu"), entry.origin),
        Fact(_("Bản ghi"), Link(told.subject, href) if href else told.subject),
        Fact(_("Đọc ở đâu"), way(entry)),
        Fact(_("Về người"), told.owner),
        Fact(_("Tổ chức"), place.name if place else ""),
        Fact(_("Lần nhập"), batch),
        Fact(_("Số dòng, mã băm"), f"{entry.pk} · {entry.hash[:16]}…"),
    ]
    return [fact for fact in found if fact.value]
