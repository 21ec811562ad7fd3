"""Telling the owner of an account by mail what happened to it."""

import logging

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.accounts import origin
from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.ui import letters

log = logging.getLogger(__name__)


def notify(user: User, happened: str, device: str = "", address: str = "") -> None:
    """Write `user` a mail about the own account; without a mail server the log of the program says so.

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
    subject, said = _("Nêu Gương: tài khoản của đồng chí"), [line for line in lines if line]
    try:
        letters.send(to=user.email, subject=subject, lines=said, link=settings.PUBLIC_URL, button=_("Mở Nêu Gương"))
    except OSError:
        log.warning("A notice about account %s could not be sent", user.pk)
