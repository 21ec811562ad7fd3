"""Marking who was there: one tap a person, or one form without JavaScript."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from neuguong.activities import actions, forms, rules
from neuguong.activities.models import Session
from neuguong.activities.roll import one, roll
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link, date

PART, ROW = "attendance", "person-"


@require_http_methods(["GET", "POST"])
def attendance(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show who was at a session, or take marks and show what stands then."""
    session = rules.sessions.get(request.actor, pk)
    if request.method == "GET":
        return _shown(request, session)
    actions.mark_attendance(actor=request.actor, session=session, marks=forms.marks(request.POST))
    if "rest" in request.POST:
        actions.mark_rest(actor=request.actor, session=session)
    return _shown(request, session, saved=True) if request.htmx else HttpResponseRedirect(request.get_full_path())


def _shown(request: OfficeRequest, session: Session, *, saved: bool = False) -> HttpResponse:
    """Return the line that was tapped, the part of a page, or the page of its own."""
    target = request.htmx.target or ""
    key = target.removeprefix(ROW)
    if saved and target.startswith(ROW) and key.isascii() and key.isdigit():
        return render(request, "activities/marked.html", {"roll": one(request, session, int(key))})
    back = Link(_("Buổi sinh hoạt"), to(request, "activities:detail", session.pk))
    lead = f"{session.organisation.name} · {date(session.date)}"
    page = {"title": session.content, "lead": lead, "back": back}
    name = "activities/attendance.html" if target == PART else "activities/attendance_page.html"
    return render(request, name, {**page, "roll": roll(request, session, saved=saved, alone=True)})
