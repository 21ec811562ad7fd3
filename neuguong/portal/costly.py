"""Work that takes long: one piece at a time for each user, and never all threads of a process."""

from collections.abc import Callable
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from neuguong.portal.refusals import told

Respond = Callable[[HttpRequest], HttpResponse]
# Pages that read or write whole files; of those with a form only the sending costs.
READING = {
    "interchange:export",
    "interchange:template",
    "reporting:download",
    "portal:log_export",
    "portal:provisions_export",
}
SENDING = {
    "interchange:upload",
    "interchange:check",
    "interchange:write",
    "interchange:undo",
    "reporting:prepare",
    "reporting:freeze",
    "portal:my_copy",
    "portal:copy_for",
    "files:attach",
}
_HELD = "costly_by"
_lock = Lock()
_busy: set[int] = set()


class CostlyMiddleware:
    """Refuses a second piece of costly work of one user, and more at once than leaves a thread for the others."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; whatever became of the work, its place is free afterwards."""
        try:
            return self.get_response(request)
        finally:
            user = getattr(request, _HELD, None)
            if user is not None:
                with _lock:
                    _busy.discard(user)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        """Take a place, or tell to wait."""
        user = request.user.pk
        if user is None or not _is_costly(request):
            return None
        with _lock:
            if user in _busy:
                said = _("Việc trước của đồng chí (nhập, xuất hoặc lập báo cáo) chưa xong. Đợi xong rồi làm tiếp.")
            elif len(_busy) >= settings.WEB_THREADS - 1:
                said = _("Nhiều người đang nhập, xuất hoặc lập báo cáo. Đợi một phút rồi thử lại.")
            else:
                _busy.add(user)
                setattr(request, _HELD, user)
                return None
        return told(request, said, 429)


def _is_costly(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    return name in READING or (request.method == "POST" and name in SENDING)
