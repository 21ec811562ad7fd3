"""What may go wrong on purpose: each carries a sentence for the user."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.core.refusal import Refusal

__all__ = ["Forbidden", "Locked", "NotVisible", "Refusal", "Stale"]


class Forbidden(Refusal):
    """The actor may not do this to that."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Đồng chí không có quyền làm việc này."), code="forbidden")


class NotVisible(Refusal):
    """The thing does not exist for this actor; shown as 404, never as 403."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Không tìm thấy, hoặc đồng chí không có quyền xem."), code="not_found")


class Stale(Refusal):
    """Someone else has changed the record since the form was opened."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Bản ghi đã được người khác sửa trong lúc đồng chí nhập."), code="stale")


class Locked(Refusal):
    """Too many wrong tries; `until` (an aware moment) says when the next may be."""

    def __init__(self, until: dt.datetime) -> None:
        # Up to the next minute, so that who comes back at the told time is let try.
        self.until = timezone.localtime(until + dt.timedelta(minutes=1))
        words = _(
            "Sai quá nhiều lần. Đợi đến %(time)s rồi thử lại. "
            "Quên mật khẩu hoặc cần vào ngay thì liên hệ Văn phòng cấp ủy để nhận liên kết đăng nhập."
        )
        super().__init__(words % {"time": f"{self.until:%H:%M}"}, code="locked")
