"""Accounts as the office sees them: who has one, inviting, letting in again, shutting out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.accounts.models import Purpose, User
from neuguong.accounts.queries import keys_of, sessions_of
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import NotVisible
from neuguong.organisations import rules
from neuguong.organisations.queries import accounts_at
from neuguong.portal import helping
from neuguong.portal.accounts import ACCOUNTS, FILTERS, qr, roles, standing
from neuguong.ui import confirming, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


def _rows(request: OfficeRequest) -> QuerySet[User]:
    place = standpoint(request).organisation
    rules.require(helping.can_help_at(request.actor, place))
    return accounts_at(request.actor, place)


def _account(request: OfficeRequest, pk: int) -> User:
    return helping.get_account(request.actor, standpoint(request).organisation, pk)


@require_safe
def account_list(request: OfficeRequest) -> HttpResponse:
    """List the accounts with a role here or below."""
    return listing.page(
        request,
        table=ACCOUNTS,
        rows=_rows(request),
        filters=FILTERS,
        title=_("Tài khoản"),
        lead=_("Ai có vai trò ở đây và các tổ chức bên dưới"),
        empty=_("Chưa ai có vai trò ở đây. Phân quyền cho ai thì tài khoản của người ấy hiện ra."),
        create=Link(_("In lời mời"), to(request, "portal:account_invitations")),
    )


@require_safe
def account(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show an account: its roles, whether it is in use, and what the actor may do for it."""
    user = _account(request, pk)
    return showing.page(
        request,
        record=user,
        title=str(user),
        lines=_facts(user),
        actions=_helps(request, user),
        back=_back(request),
        template="portal/account.html",
        may_let_in=helping.can_let_in(request.actor, user),
        never_in=user.last_login is None,
    )


def _facts(user: User) -> list[showing.Fact]:
    return [
        *showing.facts(user, "email"),
        showing.Fact(_("Vai trò"), roles(user)),
        showing.Fact(_("Trạng thái"), standing(user)),
        showing.Fact(_("Vào lần cuối"), user.last_login),
        showing.Fact(_("Lớp xác thực thứ hai"), len(keys_of(user)) or _("chưa có")),
        showing.Fact(_("Phiên đang mở"), len(sessions_of(user))),
    ]


def _helps(request: OfficeRequest, user: User) -> list[Link]:
    """Return what may be done, by links to questions; nothing for those with more rights than the actor."""
    names = ["sessions", "disable" if user.is_active else "enable"] if helping.can_shut_out(request.actor, user) else []
    if helping.can_let_in(request.actor, user) and keys_of(user):
        names.insert(0, "factors")
    return [Link(helping.HELPS[name].words, to(request, "portal:account_help", user.pk, name)) for name in names]


@require_http_methods(["GET", "POST"])
def account_help(request: OfficeRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then do one of the helps."""
    user, found = _account(request, pk), helping.HELPS.get(name)
    if found is None:
        raise NotVisible
    found.require(request.actor, user)
    here = to(request, "portal:account", pk)
    ask: dict[str, Any] = {"title": f"{found.words}: {user}", "question": found.question, "button": found.words}
    return confirming.page(
        request, **ask, act=lambda: found.do(actor=request.actor, user=user), done=here, cancel=here, told=found.told
    )


@never_cache
@require_http_methods(["GET", "POST"])
def account_link(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make an invitation or a link to come back by, and send it or show it once."""
    user = _account(request, pk)
    if request.method == "GET":
        return HttpResponseRedirect(to(request, "portal:account", pk))
    purpose = Purpose.RECOVERY if request.POST.get("purpose") == Purpose.RECOVERY else Purpose.INVITATION
    url = helping.make_link(actor=request.actor, user=user, purpose=purpose)
    is_sent = request.POST.get("way") == "mail"
    if is_sent:
        helping.send_link(user, url)
    back = Link(str(user), to(request, "portal:account", pk))
    context = {"title": _("Liên kết cho %(user)s") % {"user": user}, "account": user, "is_sent": is_sent, "back": back}
    context |= {"url": url, "qr": qr(url), "recovery": purpose == Purpose.RECOVERY}
    return render(request, "portal/account_link.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def account_invitations(request: OfficeRequest) -> HttpResponse:
    """Ask, then print an invitation for everyone who has never been in."""
    place = standpoint(request).organisation
    rules.require(helping.can_help_at(request.actor, place))
    users = helping.never_in(request.actor, place)
    context: dict[str, Any] = {"title": _("In lời mời"), "back": _back(request), "users": users}
    if request.method == "POST":
        made = helping.invite_all(actor=request.actor, users=users)
        context["cards"] = [(user, url, qr(url)) for user, url in made]
    return render(request, "portal/invitations.html", context)


def _back(request: OfficeRequest) -> Link:
    return Link(_("Tài khoản"), to(request, "portal:account_list"))
