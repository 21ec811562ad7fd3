"""Tiến độ, and the words to remind those who are late."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.portal.progress import Matrix, matrix
from neuguong.portal.reminding import reminder
from neuguong.ui.http import OfficeRequest


@require_safe
def progress(request: OfficeRequest) -> HttpResponse:
    """Show organisations × what they owe in the period."""
    found = _found(request)
    context = {
        "title": _("Tiến độ"),
        "groups": found.groups,
        "group": request.GET.get("group", ""),
        "show": request.GET.get("show", ""),
        "matrix": _narrowed(found, request.GET.get("group", ""), request.GET.get("show", "")),
    }
    return render(request, "portal/progress.html", context)


@require_safe
def remind(request: OfficeRequest) -> HttpResponse:
    """Show the words to paste for the organisations that were ticked."""
    codes = set(request.GET.getlist("code"))
    text = reminder(_found(request), codes, standpoint(request).organisation.name)
    context = {"title": _("Lời nhắc"), "text": text}
    return render(request, "portal/remind.html", context)


def _found(request: OfficeRequest) -> Matrix:
    place = standpoint(request)
    return matrix(place.organisation, place.period)


def _narrowed(found: Matrix, group: str, show: str) -> Matrix:
    rows = found.late if show == "late" else found.rows
    return found.only([row for row in rows if not group or str(row.organisation.group) == group])
