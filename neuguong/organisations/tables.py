"""The registers of organisations and people."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.organisations.models import Kind, PartyStatus
from neuguong.ui.filters import Choice, Text
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State

ORGANISATIONS = Table(
    noun=pgettext_lazy("đếm", "tổ chức"),
    opens="portal:organisation",
    order="name",
    columns=(
        Column("name", _("tên tổ chức"), "name", sort=("sort_key",)),
        Column("kind", _("loại"), "kind", sort=("kind",), tight=True),
        Column("parent", _("cấp trên"), "parent.name", sort=("parent__sort_key",)),
        Column("group", _("nhóm"), "group.name", sort=("group__name",)),
        Column("code", _("mã tổ chức"), "code", sort=("code",), tight=True),
        Column("since", _("từ ngày"), "since", sort=("since",), shown=False),
        Column("until", _("đến ngày"), "until", sort=("until",), shown=False),
    ),
)
ORGANISATION_FILTERS = (
    Text(label=_("Tìm tổ chức")),
    Choice("kind", _("Loại"), Kind.choices),
    Choice(
        "active",
        _("Hoạt động"),
        (("yes", _("đang hoạt động")), ("no", _("đã kết thúc"))),
        conditions={"yes": Q(until__isnull=True), "no": Q(until__isnull=False)},
    ),
)


def place(person: Any) -> str:
    """Return where a person of a list belongs."""
    return "; ".join(membership.organisation.name for membership in person.mains)


def posts(person: Any) -> str:
    """Return what a person of a list holds."""
    return "; ".join(post.title for membership in person.mains for post in membership.posts.all())


def standing(person: Any) -> State | None:
    """Return what sets a person apart in the lists."""
    if any(membership.is_head for membership in person.mains):
        return State(_("người đứng đầu"), "amber")
    return State(_("miễn sinh hoạt")) if any(membership.is_exempt for membership in person.mains) else None


PEOPLE = Table(
    noun=pgettext_lazy("đếm", "người"),
    opens="portal:person",
    order="name",
    columns=(
        Column("name", _("họ và tên"), "full_name", sort=("sort_key",)),
        Column("place", _("sinh hoạt tại"), place),
        Column("posts", _("chức vụ"), posts),
        Column("party", _("đảng viên"), "party_status", sort=("party_status",), tight=True),
        Column("standing", _("ghi chú"), standing),
        Column("code", _("mã người"), "code", sort=("code",), shown=False),
        Column("birth", _("ngày sinh"), "birth_date", sort=("birth_date",), shown=False),
        Column("gender", _("giới tính"), "gender", sort=("gender",), shown=False),
    ),
)
PEOPLE_FILTERS = (
    Text(label=_("Tìm người")),
    Choice("party", _("Đảng viên"), PartyStatus.choices, lookup="party_status"),
)
