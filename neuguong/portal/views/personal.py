"""Copies of personal data: one's own, and the one that a person asked the office for."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from neuguong.portal.personal_copy import zipped
from neuguong.privacy import actions, rules
from neuguong.privacy.actions import Copy
from neuguong.ui.http import OfficeRequest


@never_cache
@require_POST
def my_copy(request: OfficeRequest) -> HttpResponse:
    """Give whoever is signed in everything about them; a POST, since the log is written."""
    return _download(actions.take_own_copy(actor=request.actor))


@never_cache
@require_POST
def copy_for(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the office the copy that a person asked for."""
    asked = rules.get_request(request.actor, pk)
    return _download(actions.take_copy_for(actor=request.actor, request=asked))


def _download(copy: Copy) -> HttpResponse:
    answer = HttpResponse(zipped(copy), content_type="application/zip")
    name = f"du-lieu-ca-nhan-{timezone.localtime(copy.at):%Y%m%d-%H%M}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
