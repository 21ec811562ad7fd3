"""How allauth behaves here: nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from neuguong.core.errors import Refusal


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an office, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or tell the reader what to do where this installation has no mail."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            raise Refusal(
                "Hệ thống chưa gửi được thư. Đề nghị Văn phòng cấp ủy cấp liên kết đăng nhập một lần.", code="mail"
            ) from error
