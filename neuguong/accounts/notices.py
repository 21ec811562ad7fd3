"""Telling the owner of an account by mail what happened to it."""

from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.accounts import origin
from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.notices.actions import write_letter


def notify(user: User, happened: str, device: str = "", address: str = "") -> None:
    """Write `user` a mail about the own account, in the transaction of what happened; the worker sends it.

    `device` in words and `address` in full tell from where, where that is known; the mail shortens the address.
    """
    lines = (
        _("Kính gửi đồng chí %(user)s,") % {"user": user},
        happened,
        _("Lúc: %(at)s") % {"at": f"{timezone.localtime(clock.now()):%H:%M %d/%m/%Y}"},
        _("Thiết bị: %(device)s") % {"device": device} if device else "",
        _("Địa chỉ mạng: %(place)s") % {"place": origin.shortened(address)} if address else "",
        _("Nếu không phải đồng chí làm việc này: đăng nhập, đổi mật khẩu và báo ngay Văn phòng cấp ủy."),
    )
    write_letter(
        to=user.pk,
        key=f"account:{user.pk}:{uuid4().hex}",
        sort="account",
        subject=_("Nêu Gương: tài khoản của đồng chí"),
        lines=[line for line in lines if line],
        link=settings.PUBLIC_URL,
        button=_("Mở Nêu Gương"),
    )
