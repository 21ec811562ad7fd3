"""What is held of an account: its address, second factors, one-time links."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import Device, SignInLink, User
from neuguong.core.personal import ERASED, Due, Expiry, Fate, Holding, Subject, Touched


def _account(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("email", "name", "is_active", "joined_at", "last_login")
    return User.objects.filter(pk=subject.account_id).values_list(*names)


def _factors(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Authenticator.objects.filter(user_id=subject.account_id).order_by("pk")
    found: Iterable[tuple[Any, ...]] = rows.values_list("type", "created_at", "last_used_at")
    return found


def _links(subject: Subject) -> Iterable[tuple[Any, ...]]:
    return SignInLink.objects.filter(user_id=subject.account_id).order_by("pk").values_list("expires_at", "used_at")


def _identities(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = SocialAccount.objects.filter(user_id=subject.account_id).order_by("pk")
    found: Iterable[tuple[Any, ...]] = rows.values_list("provider", "uid", "date_joined", "last_login")
    return found


def _sessions(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = UserSession.objects.filter(user_id=subject.account_id).order_by("pk")
    found: Iterable[tuple[Any, ...]] = rows.values_list("created_at", "last_seen_at", "ip", "user_agent")
    return found


def _devices(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Device.objects.filter(user_id=subject.account_id).order_by("pk")
    return rows.values_list("words", "place", "first_seen", "last_seen")


def _close(subject: Subject, mark: str) -> Touched:
    """Leave an account that nobody can use and that says nothing of whose it was."""
    for user in User.objects.filter(pk=subject.account_id):
        AccessAttempt.objects.filter(username=user.email).delete()
        EmailAddress.objects.filter(user=user).delete()
        user.email, user.name, user.is_active = f"{mark.lower()}@xoa.invalid", ERASED, False
        user.set_unusable_password()
        user.save()
    return {}


def _drop_factors(subject: Subject, _mark: str) -> Touched:
    Authenticator.objects.filter(user_id=subject.account_id).delete()
    return {}


def _drop_identities(subject: Subject, _mark: str) -> Touched:
    SocialAccount.objects.filter(user_id=subject.account_id).delete()
    return {}


def _end_sessions(subject: Subject, _mark: str) -> Touched:
    for session in UserSession.objects.filter(user_id=subject.account_id):
        session.end()
    return {}


def _drop_devices(subject: Subject, _mark: str) -> Touched:
    Device.objects.filter(user_id=subject.account_id).delete()
    return {}


def _drop_links(subject: Subject, _mark: str) -> Touched:
    SignInLink.objects.filter(user_id=subject.account_id).delete()
    return {}


def _old_devices(before: dt.date) -> Iterable[Due]:
    rows = Device.objects.filter(last_seen__date__lt=before).select_related("user").order_by("last_seen", "pk")
    return (Due(device.pk, f"{device.user}: {device}", device.last_seen.date()) for device in rows)


def _remove_devices(ids: Collection[int]) -> None:
    Device.objects.filter(pk__in=ids).delete()


def _old_links(before: dt.date) -> Iterable[Due]:
    rows = SignInLink.objects.filter(expires_at__date__lt=before).select_related("user").order_by("expires_at", "pk")
    return (Due(link.pk, str(link.user), link.expires_at.date()) for link in rows)


def _remove_links(ids: Collection[int]) -> None:
    SignInLink.objects.filter(pk__in=ids).delete()


HOLDINGS = (
    Holding(
        code="account",
        title=_("Tài khoản"),
        fields={
            "email": _("thư điện tử"),
            "name": _("họ và tên"),
            "is_active": _("đang dùng"),
            "joined_at": _("mở lúc"),
            "last_login": _("đăng nhập lần cuối"),
        },
        rows=_account,
        fate=Fate.UNNAMED,
        reason=_("Khóa tài khoản, xóa địa chỉ thư và tên; giữ số tài khoản để nhật ký không đứt."),
        erase=_close,
    ),
    Holding(
        code="factors",
        title=_("Yếu tố xác thực thứ hai"),
        fields={"type": _("loại"), "created_at": _("đăng ký lúc"), "last_used_at": _("dùng lần cuối")},
        rows=_factors,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_drop_factors,
    ),
    Holding(
        code="identities",
        title=_("Tài khoản của hệ thống khác dùng để đăng nhập"),
        fields={
            "provider": _("hệ thống"),
            "uid": _("mã ở hệ thống đó"),
            "date_joined": _("nối lúc"),
            "last_login": _("đăng nhập lần cuối"),
        },
        rows=_identities,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_drop_identities,
    ),
    Holding(
        code="sessions",
        title=_("Phiên đăng nhập"),
        fields={
            "created_at": _("bắt đầu lúc"),
            "last_seen_at": _("dùng lần cuối"),
            "ip": _("địa chỉ mạng"),
            "user_agent": _("trình duyệt"),
        },
        rows=_sessions,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_end_sessions,
    ),
    Holding(
        code="devices",
        title=_("Thiết bị đã đăng nhập"),
        fields={
            "words": _("thiết bị"),
            "place": _("địa chỉ mạng"),
            "first_seen": _("lần đầu"),
            "last_seen": _("lần cuối"),
        },
        rows=_devices,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_drop_devices,
    ),
    Holding(
        code="signin_links",
        title=_("Liên kết đăng nhập một lần"),
        fields={"expires_at": _("hết hạn lúc"), "used_at": _("dùng lúc")},
        rows=_links,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_drop_links,
    ),
)
EXPIRIES = (
    Expiry(
        code="signin_links",
        title=_("Liên kết đăng nhập một lần"),
        model=SignInLink,
        due=_old_links,
        remove=_remove_links,
    ),
    Expiry(code="devices", title=_("Thiết bị đã đăng nhập"), model=Device, due=_old_devices, remove=_remove_devices),
)
