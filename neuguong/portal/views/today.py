"""Hôm nay."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.ui.http import OfficeRequest


@require_safe
def today(request: OfficeRequest) -> HttpResponse:
    """Show what there is to do."""
    return render(request, "portal/today.html", {"title": _("Hôm nay")})
