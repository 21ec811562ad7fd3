"""How accounts look in the office's list."""

from typing import Any

import segno
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from neuguong.core import clock
from neuguong.organisations.queries.accounts import told
from neuguong.ui.filters import Account, Choice
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, date


def roles(user: Any) -> str:
    """Return the roles of an account of the list that its reader is told, each with its place."""
    return "; ".join(map(_role, told(user)))


def _role(grant: Any) -> str:
    words = f"{grant.get_role_display()}, {grant.organisation.name}"
    if grant.deputises_id is not None:
        words = _("%(role)s (làm thay)") % {"role": words}
    if grant.since and grant.since > clock.today():
        words = _("%(role)s (từ %(day)s)") % {"role": words, "day": date(grant.since)}
    return words


def standing(user: Any) -> State:
    """Return whether an account is in use."""
    if not user.is_active:
        return State(_("đã ngừng"), "red")
    return State(_("đang dùng"), "green") if user.last_login else State(_("chưa vào lần nào"), "amber")


def qr(url: str) -> str:
    """Return a QR code of an address as a data: image, on white, which a dark page would take from it."""
    code: str = segno.make(url, error="m").svg_data_uri(scale=4, border=4, light="#fff")
    return code


ACCOUNTS = Table(
    noun=pgettext_lazy("đếm", "tài khoản"),
    opens="portal:account",
    order="name",
    columns=(
        Column("name", gettext_lazy("họ và tên"), str, sort=("name", "email")),
        Column("email", gettext_lazy("thư điện tử"), "email", sort=("email",)),
        Column("roles", gettext_lazy("vai trò"), roles),
        Column("last_login", gettext_lazy("vào lần cuối"), "last_login", sort=("last_login",), tight=True),
        Column("standing", gettext_lazy("trạng thái"), standing, sort=("is_active",), tight=True),
    ),
)
FILTERS = (
    Account(label=gettext_lazy("Tìm theo tên hoặc địa chỉ thư")),
    Choice(
        "state",
        gettext_lazy("Trạng thái"),
        (
            ("used", gettext_lazy("đang dùng")),
            ("new", gettext_lazy("chưa vào lần nào")),
            ("off", gettext_lazy("đã ngừng")),
        ),
        conditions={
            "used": Q(is_active=True, last_login__isnull=False),
            "new": Q(is_active=True, last_login__isnull=True),
            "off": Q(is_active=False),
        },
    ),
)
