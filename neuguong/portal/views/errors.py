"""Pages for what went wrong, each with words and a way on."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.core.errors import Forbidden, NotVisible
from neuguong.portal.refusals import bare, told


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that the browser sent what can't be read."""
    return bare(_("Trang này không đọc được yêu cầu vừa gửi. Quay lại và thử lại."), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that the actor may not."""
    return told(request, Forbidden().message, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that there is nothing here for the actor."""
    return told(request, NotVisible().message, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Tell that the software failed, by a page that needs neither database nor session."""
    return bare(_("Việc vừa rồi chưa thực hiện được. Lỗi đã được ghi lại; thử lại sau ít phút."), 500)


def too_many(request: HttpRequest) -> HttpResponse:
    """Tell when to try again, and who helps: all limits that lead here are by the minute."""
    # Up to the next minute, so that who comes back at the told time is let try.
    again = timezone.localtime(clock.now() + dt.timedelta(minutes=2))
    words = _("Quá nhiều lần gửi trong một phút. Thử lại từ %(time)s. Cần vào ngay thì liên hệ Văn phòng cấp ủy.")
    answer = told(request, words % {"time": f"{again:%H:%M}"}, 429)
    answer["Retry-After"] = "60"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the form is too old to be taken."""
    message = _("Phiên làm việc đã hết hạn khi đang nhập. Tải lại trang rồi gửi lại.")
    context = {"title": _("Biểu mẫu đã hết hạn"), "message": message}
    return render(request, "portal/refused.html", context, status=403)
