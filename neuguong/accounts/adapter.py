"""How allauth behaves here: nobody signs up, guesses are counted, and every change is told."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from neuguong.accounts import origin
from neuguong.accounts.models import User
from neuguong.accounts.notices import notify
from neuguong.accounts.queries import guessing
from neuguong.core.errors import Refusal


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an office, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that guesses are counted by, too."""
        return origin.address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try before the password is looked at, alike for addresses that nobody has."""
        guessing.check(request, str(credentials.get("email", "")).strip().lower())

    def set_password(self, user: User, password: str) -> None:
        """Give the password, and nothing else of the record."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or tell the reader what to do where this installation has no mail."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            raise Refusal(
                "Hệ thống chưa gửi được thư. Đề nghị Văn phòng cấp ủy cấp liên kết đăng nhập một lần.", code="mail"
            ) from error

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner of an account what happened to it."""
        words = _happened().get(template_prefix.rpartition("/")[2])
        if words:
            notify(
                user, words, origin.browser(self.get_http_user_agent(self.request)), self.get_client_ip(self.request)
            )


def _happened() -> dict[str, str]:
    """Return the sentence of each of allauth's notices."""
    return {
        "password_changed": _("Mật khẩu vừa được đổi. Các phiên khác đã kết thúc."),
        "password_set": _("Mật khẩu vừa được đặt."),
        "password_reset": _("Mật khẩu vừa được đặt lại qua thư. Mọi phiên đã kết thúc."),
        "totp_activated": _("Ứng dụng tạo mã vừa được bật làm lớp xác thực thứ hai."),
        "totp_deactivated": _("Ứng dụng tạo mã vừa bị gỡ khỏi tài khoản."),
        "webauthn_added": _("Một khóa truy cập vừa được thêm vào tài khoản."),
        "webauthn_removed": _("Một khóa truy cập vừa bị gỡ khỏi tài khoản."),
        "recovery_codes_generated": _("Bộ mã dự phòng vừa được tạo lại; mã cũ không dùng được nữa."),
    }
