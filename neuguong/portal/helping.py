"""Helping people with their accounts: whom an office may invite, let in again, and shut out.

Whoever lets somebody in could go in as them; so nobody does that for an account with more rights than their own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.accounts import actions
from neuguong.accounts.models import Purpose, SignInLink, User
from neuguong.accounts.queries import link_of
from neuguong.accounts.queries.links import no_link
from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden, NotVisible, Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions import require_others
from neuguong.organisations.models import Organisation, Role
from neuguong.organisations.queries import accounts_at, actor_for, grants_held, root
from neuguong.ui import letters
from neuguong.ui.values import Words

HELPERS = (Role.OFFICER, Role.STANDING, Role.ADMIN)
MOST_INVITED = 300
"""As many invitations are printed in one go."""


def can_help_at(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` looks after the accounts of `organisation`."""
    return actor.reaches(organisation.path, *HELPERS)


def can_let_in(actor: Actor, user: User) -> bool:
    """Tell whether `actor` could give `user` every role that they hold; so nobody lets in a deputy, or themselves."""
    return all(rules.may_grant(actor, role, path, user.pk) for role, path in _held(user))


def can_shut_out(actor: Actor, user: User) -> bool:
    """Tell whether `actor` may end sessions of `user` or disable the account: that lends nobody a right."""
    everywhere = all(actor.reaches(path, Role.ADMIN) for _role, path in _held(user))
    return can_let_in(actor, user) or (actor.user_id != user.pk and everywhere)


def get_account(actor: Actor, organisation: Organisation, pk: int) -> User:
    """Return an account of `organisation`'s office; raises NotVisible where it isn't for this actor."""
    found = accounts_at(actor, organisation).filter(pk=pk).first() if can_help_at(actor, organisation) else None
    if found is None:
        raise NotVisible
    return found


def _held(user: User) -> list[tuple[str, str]]:
    """Return the roles and places of `user`; someone without any belongs to the whole installation."""
    top, grants = root(), getattr(user, "held", None)
    grants = grants_held(user) if grants is None else grants
    return [(grant.role, grant.organisation.path) for grant in grants] or [(Role.MEMBER, top.path if top else "")]


def runs_machine(actor: Actor) -> bool:
    """Tell whether `actor` is technical admin of the whole installation."""
    return any(grant.role == Role.ADMIN and grant.path.count(".") == 1 for grant in actor.grants)


@transaction.atomic
def make_link(*, actor: Actor, user: User, purpose: Purpose) -> str:
    """Return the address of a new link for `user`; raises Forbidden, or Refusal where the account is disabled."""
    if not can_let_in(actor, user):
        raise Forbidden(_not_within())
    if not user.is_active:
        raise Refusal(_("Tài khoản này đã ngừng dùng. Cho dùng lại trước khi cấp liên kết."))
    token = actions.issue_link(actor=actor, user=user, purpose=purpose)
    return f"{settings.PUBLIC_URL}{reverse('portal:signin_link', args=[token])}"


def usable(token: str) -> SignInLink:
    """Return the link that `token` opens; raises Refusal also where who gave it could not give it today.

    An invitation printed for a member must not let in whoever they have become, nor outlive the office of its giver.
    """
    link = link_of(token)
    giver = link.issued_by
    if giver is not None and not (giver.is_active and can_let_in(actor_for(giver), link.user)):
        raise no_link()
    return link


def never_in(actor: Actor, organisation: Organisation) -> list[User]:
    """Return the accounts at or below `organisation` that nobody has used yet and that `actor` may invite."""
    rows = accounts_at(actor, organisation).filter(is_active=True, last_login=None).order_by("name", "email")
    return [user for user in rows if can_let_in(actor, user)][:MOST_INVITED]


@transaction.atomic
def invite_all(*, actor: Actor, users: list[User]) -> list[tuple[User, str]]:
    """Return an invitation for each of `users`, with its address."""
    return [(user, make_link(actor=actor, user=user, purpose=Purpose.INVITATION)) for user in users]


def send_link(user: User, url: str) -> None:
    """Write `user` the link; raises Refusal where this installation has no mail."""
    lines = (
        _("Kính gửi đồng chí %(user)s,") % {"user": user},
        _("Văn phòng cấp ủy gửi đồng chí liên kết vào Nêu Gương, dùng được một lần:"),
    )
    after = [_("Không chuyển thư này cho ai. Nếu không chờ thư này thì bỏ qua.")]
    subject, button = _("Nêu Gương: liên kết vào hệ thống"), _("Vào Nêu Gương")
    try:
        letters.send(to=user.email, subject=subject, lines=lines, link=url, button=button, after=after)
    except OSError as error:
        raise Refusal(_("Chưa gửi được thư. In liên kết ra hoặc đọc cho người nhận.")) from error


@dataclass(frozen=True, slots=True)
class Help:
    """Something that an office does to an account after a question; `lends` where one could go in as them by it."""

    words: Words
    question: Words
    told: Words
    act: Callable[..., object]
    lends: bool = False

    def require(self, actor: Actor, user: User) -> None:
        """Raise Forbidden where `actor` may not do this to `user`."""
        if not (can_let_in if self.lends else can_shut_out)(actor, user):
            raise Forbidden(_not_within())

    def do(self, *, actor: Actor, user: User) -> None:
        """Do it; raises Forbidden where the actor may not."""
        self.require(actor, user)
        self.act(actor=actor, user=user)


def _shut(*, actor: Actor, user: User) -> None:
    """Disable an account that the installation can do without."""
    require_others(user)
    actions.disable_user(actor=actor, user=user)


def _not_within() -> str:
    return _("Tài khoản này có quyền vượt quyền của đồng chí. Đề nghị người có cùng quyền, hoặc người quản máy chủ.")


HELPS = {
    "factors": Help(
        gettext_lazy("Gỡ lớp xác thực thứ hai"),
        gettext_lazy("Gỡ mọi khóa truy cập, ứng dụng tạo mã và mã dự phòng, rồi kết thúc mọi phiên của người này?"),
        gettext_lazy("Đã gỡ lớp xác thực thứ hai."),
        actions.drop_factors,
        lends=True,
    ),
    "sessions": Help(
        gettext_lazy("Đăng xuất mọi nơi"),
        gettext_lazy("Kết thúc mọi phiên đang mở của người này?"),
        gettext_lazy("Đã đăng xuất mọi nơi."),
        actions.end_sessions,
    ),
    "disable": Help(
        gettext_lazy("Ngừng tài khoản"),
        gettext_lazy("Ngừng tài khoản này? Người dùng bị đăng xuất ngay và không vào được nữa; bản ghi vẫn giữ."),
        gettext_lazy("Đã ngừng tài khoản."),
        _shut,
    ),
    "enable": Help(
        gettext_lazy("Cho dùng lại"),
        gettext_lazy("Cho tài khoản này dùng lại?"),
        gettext_lazy("Tài khoản đã dùng lại được."),
        actions.enable_user,
    ),
}
