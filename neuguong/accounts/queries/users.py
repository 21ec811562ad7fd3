"""Finding users."""

from collections.abc import Collection, Mapping

from neuguong.accounts.models import User
from neuguong.core.errors import Refusal


def by_email(email: str) -> User:
    """Return the active user of an address; raises Refusal where there is none."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise Refusal(f"Không có tài khoản nào dùng địa chỉ {email}.", code="not_found")
    return user


def addresses_of(accounts: Collection[int]) -> Mapping[int, str]:
    """Return account -> address of those that are in use: nobody else may be written to."""
    return dict(User.objects.filter(pk__in=accounts, is_active=True).values_list("pk", "email"))
