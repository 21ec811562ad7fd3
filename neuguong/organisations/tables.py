"""The registers of organisations and people."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.organisations.models import Grant, Kind, PartyStatus, Role, Transfer
from neuguong.organisations.queries.lists import deputies_of, living_on
from neuguong.organisations.queries.telling import mark
from neuguong.ui.filters import Account, Choice, Control, Text
from neuguong.ui.http import OfficeRequest
from neuguong.ui.showing import Fact, facts
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State, Tone, date


def state(organisation: Any) -> State | None:
    """Return what sets an organisation of the past apart."""
    marked = mark(organisation)
    return State(marked) if marked else None


@dataclass(frozen=True)
class Living(Choice):
    """Organisations of the day, unless those of the past are asked for, or something is searched for by name."""

    def narrow(self, rows: QuerySet[Any], request: OfficeRequest) -> QuerySet[Any]:
        """Keep what exists at the end of the period, or today before that."""
        if self.value(request) in ("no", "all"):
            return super().narrow(rows, request) if self.value(request) == "no" else rows
        day = min(clock.today(), request.place.period.end)
        return rows if request.GET.get("q", "").strip() else rows.filter(living_on(day))

    def control(self, request: OfficeRequest) -> Control:
        """Offer the organisations of the day first."""
        shown = super().control(request)
        return replace(shown, choices=[("", gettext("đang hoạt động")), *shown.choices[1:]])


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
        Column("state", _("ghi chú"), state),
        Column("since", _("từ ngày"), "since", sort=("since",), shown=False),
        Column("until", _("đến ngày"), "until", sort=("until",), shown=False),
    ),
)
ORGANISATION_FILTERS = (
    Text(label=_("Tìm tổ chức")),
    Choice("kind", _("Loại"), Kind.choices),
    Living(
        "active",
        _("Hoạt động"),
        (("no", _("đã kết thúc")), ("all", _("tất cả"))),
        conditions={"no": Q(until__isnull=False) | Q(folded_into__isnull=False)},
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


def transfer_state(transfer: Transfer) -> State:
    """Return how a transfer stands."""
    tones: dict[str, Tone] = {"asked": "amber", "done": "green", "refused": "red"}
    return State(transfer.get_state_display(), tones.get(transfer.state, "grey"))


TRANSFERS = Table(
    noun=pgettext_lazy("đếm", "yêu cầu"),
    opens="organisations:transfer",
    order="-asked",
    columns=(
        Column("name", _("họ và tên"), "person.full_name", sort=("person__sort_key",)),
        Column("origin", _("chuyển đi từ"), "origin.name", sort=("origin__sort_key",)),
        Column("target", _("chuyển đến"), "target.name", sort=("target__sort_key",)),
        Column("day", _("từ ngày"), "day", sort=("day",), tight=True),
        Column("state", _("trạng thái"), transfer_state, sort=("state",), tight=True),
        Column("side", _("bên đề nghị"), "side", sort=("side",), shown=False),
        Column("asked", _("đề nghị lúc"), "created_at", sort=("created_at",), shown=False),
    ),
)
TRANSFER_FILTERS = (
    Text(label=_("Tìm người"), lookup="person__search_key"),
    Choice("state", _("Trạng thái"), Transfer.State.choices),
)


def role_of(grant: Grant) -> str:
    """Return the role, and whose it is where a deputy holds it."""
    if grant.deputises is None:
        return str(grant.get_role_display())
    return _now("%(role)s, làm thay %(name)s") % {"role": grant.get_role_display(), "name": grant.deputises.user}


def standing_of(grant: Grant) -> State:
    """Return whether a role holds today."""
    today = clock.today()
    if grant.until and grant.until < today:
        return State(_("đã kết thúc"))
    if not grant.user.is_active:
        return State(_("tài khoản đã ngừng"), "red")
    return State(_("chưa đến ngày"), "amber") if grant.since and grant.since > today else State(_("đang giữ"), "green")


GRANTS = Table(
    noun=pgettext_lazy("đếm", "vai trò"),
    opens="organisations:grant",
    order="user",
    columns=(
        Column("user", _("người giữ"), "user", sort=("user__name", "user__email")),
        Column("role", _("vai trò"), role_of, sort=("role",)),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("since", _("từ ngày"), "since", sort=("since",), tight=True),
        Column("until", _("đến ngày"), "until", sort=("until",), tight=True),
        Column("standing", _("tình trạng"), standing_of, tight=True),
    ),
)
GRANT_FILTERS = (
    Account(label=_("Tìm theo tên hoặc địa chỉ thư"), lookup="user__", whole=True),
    Choice("role", _("Vai trò"), Role.choices),
)


def _deputy(grant: Grant) -> str:
    since, until = (date(day) if day else "" for day in (grant.since, grant.until))
    return _now("%(name)s, từ %(since)s đến %(until)s") % {"name": grant.user, "since": since, "until": until}


def grant_facts(grant: Grant) -> list[Fact]:
    """Return what the page of a grant tells."""
    lent = [Fact(_("Làm thay"), str(grant.deputises.user))] if grant.deputises else []
    named = [Fact(_("Người giữ"), str(grant.user)), Fact(_("Tổ chức"), grant.organisation.name)]
    instead = [Fact(_("Người làm thay"), "; ".join(map(_deputy, found)))] if (found := deputies_of(grant)) else []
    return [*named, *lent, *instead, *facts(grant, "role", "since", "until"), Fact(_("Tình trạng"), standing_of(grant))]
