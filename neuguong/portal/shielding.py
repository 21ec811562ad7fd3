"""What every answer carries and no request may do, before and after everything else looks at it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.utils.translation import gettext as _

from neuguong.portal.refusals import bare

Respond = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
PRIVATE = "private, no-store"
# What a page with a policy of its own has as well; all others have the whole policy of the settings.
NO_FRAME = "base-uri 'none'; frame-ancestors 'none'"
NUL = "\0"
SIGNED_OUT = "signed_out"


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
        elif NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            response = _unreadable()
        elif _length(request) > settings.LARGEST_BODY:
            response = bare(_("Dữ liệu gửi lên lớn quá mức được nhận. Chia nhỏ rồi gửi lại."), 413)
            response.headers["Connection"] = "close"
        else:
            response = self.get_response(request)
        return self._shielded(request, response)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Refuse a form with a sign that no database keeps in a text."""
        try:
            fields = [value for _name, values in request.POST.lists() for value in values]
        except UnreadablePostError:
            return _unreadable()
        return _unreadable() if any(NUL in field for field in fields) else None

    def _shielded(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Cache-Control", PRIVATE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        own = response.headers.get("Content-Security-Policy", "")
        if own and "frame-ancestors" not in own:
            response.headers["Content-Security-Policy"] = f"{own}; {NO_FRAME}"
        if hasattr(request, SIGNED_OUT) or _ends_session(response):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@receiver(user_logged_out)
def mark(sender: object, request: HttpRequest | None, **_more: object) -> None:
    """Note on the request that its user has signed out."""
    if request is not None:
        setattr(request, SIGNED_OUT, True)


def _unreadable() -> HttpResponse:
    return bare(_("Trang này không đọc được yêu cầu vừa gửi. Quay lại và thử lại."), 400)


def _length(request: HttpRequest) -> int:
    """Return the announced size of the body in bytes; without one, nothing of the body is read."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _ends_session(response: HttpResponse) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
