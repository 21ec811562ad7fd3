"""What every answer carries and no request may do, before and after everything else looks at it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from neuguong.portal.refusals import bare

Respond = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
PRIVATE = "private, no-store"


class ShieldMiddleware:
    """Refuses bodies and methods that no page takes; keeps answers out of caches and other sites.

    Stands outside the session, so that it sees the cookie of a session that ends.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse before a byte of the body is read."""
        if request.method not in METHODS:
            response: HttpResponse = HttpResponseNotAllowed(METHODS)
        elif _length(request) > settings.LARGEST_BODY:
            response = bare(_("Dữ liệu gửi lên lớn quá mức được nhận. Chia nhỏ rồi gửi lại."), 413)
            response.headers["Connection"] = "close"
        else:
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", PRIVATE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _ends_session(response):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _length(request: HttpRequest) -> int:
    """Return the announced size of the body in bytes; without one, nothing of the body is read."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _ends_session(response: HttpResponse) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
