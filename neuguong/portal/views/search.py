"""Tìm kiếm."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.portal.finding import found
from neuguong.ui.http import OfficeRequest


@require_safe
def search(request: OfficeRequest) -> HttpResponse:
    """Search everything that the actor may see."""
    text = request.GET.get("q", "").strip()
    context = {"title": _("Tìm kiếm"), "text": text, "groups": found(request, text)}
    return render(request, "portal/found.html" if request.htmx else "portal/search.html", context)
