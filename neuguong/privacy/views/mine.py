"""«Dữ liệu của tôi»: what is kept about whoever is signed in, and what they can ask for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from neuguong.privacy import queries
from neuguong.ui.http import OfficeRequest


@never_cache
@require_safe
def mine(request: OfficeRequest) -> HttpResponse:
    """Show what every register holds about the user, by number, with the way to a copy of it all."""
    sections = queries.gather(queries.subject_of_actor(request.actor), whole=True)
    context = {
        "title": _("Dữ liệu của tôi"),
        "sections": [section for section in sections if section.rows],
        "copy": reverse("portal:my_copy"),
    }
    return render(request, "privacy/mine.html", context)
