"""What the rules or the data refuse, as an answer: a page with words and a way on, or a toast for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from neuguong.core.errors import Forbidden, Locked, NotVisible, Refusal, Stale

_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (NotVisible, 404),
    (Forbidden, 403),
    (Stale, 409),
    (Locked, 429),
)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page, or the toast, that tells why."""
    status = next((number for kind, number in _STATUS if isinstance(refusal, kind)), 422)
    return told(request, refusal.message, status)


def told(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """Return an answer with `status` whose words are `message`."""
    if getattr(request, "htmx", False):
        response = render(request, "ui/toast.html", {"message": message}, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    context = {"title": _title(status), "message": message, "status": status}
    return render(request, "portal/refused.html", context, status=status)


def bare(message: str, status: int) -> HttpResponse:
    """Return a page that needs neither database nor session nor a known host."""
    context = {"title": _title(status), "message": message, "way_on": _("Về trang đầu")}
    return HttpResponse(render_to_string("portal/broken.html", context), status=status)


def _title(status: int) -> str:
    titles = {
        400: _("Yêu cầu không đọc được"),
        403: _("Không có quyền"),
        404: _("Không tìm thấy"),
        409: _("Bản ghi vừa được sửa"),
        413: _("Dữ liệu quá lớn"),
        429: _("Đợi một lát"),
        500: _("Có lỗi của phần mềm"),
    }
    return titles.get(status, _("Chưa thực hiện được"))
