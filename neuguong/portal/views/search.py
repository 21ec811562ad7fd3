"""Tìm kiếm."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.ui.http import OfficeRequest


@require_safe
def search(request: OfficeRequest) -> HttpResponse:
    """Search everything that the actor may see."""
    return render(request, "portal/search.html", {"title": _("Tìm kiếm")})
