"""Finding users."""

from neuguong.accounts.models import User
from neuguong.core.errors import Refusal


def by_email(email: str) -> User:
    """Return the active user of an address; raises Refusal where there is none."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise Refusal(f"Không có tài khoản nào dùng địa chỉ {email}.", code="not_found")
    return user
