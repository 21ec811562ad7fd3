"""Roles: granted, ended, and lent to a deputy."""

import datetime as dt

from django.db import transaction

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Organisation, Role
from neuguong.organisations.models.plausible import meet, span
from neuguong.organisations.queries import NEEDED, keepers, left_without, root

LONGEST = 180


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    user: User,
    role: Role,
    organisation: Organisation,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Grant:
    """Give `user` a role from `since` to `until`; nobody grants beyond their own, nor to themselves."""
    rules.require(rules.may_grant(actor, role, organisation.path, user.pk))
    grant = Grant(user=user, role=role, organisation=organisation, since=since, until=until)
    _require_once(grant)
    return audit.save(actor=actor, event="role.granted", subject=grant)


def _require_once(grant: Grant) -> None:
    """Raise Refusal where the user holds that very role there on one of the days; what was lent is another's."""
    held = Grant.objects.filter(user=grant.user, role=grant.role, organisation=grant.organisation, deputises=None)
    for one in held:
        if meet(one.since, one.until, grant.since, grant.until):
            already = f"{grant.user} đã là {grant.get_role_display()} của {grant.organisation}"
            raise Refusal(
                f"{already} ({span(one.since, one.until)}). Kết thúc vai trò đó trước, hoặc chọn những ngày khác."
            )


@transaction.atomic
def grant_by_email(*, actor: Actor, grant: Grant, email: str, name: str) -> Grant:
    """Give the role of `grant` to the account with that e-mail, which is made where there is none."""
    user = User.objects.filter(email=email.strip().lower()).first()
    rules.require(rules.may_grant(actor, grant.role, grant.organisation.path, user.pk if user else None))
    dates = {"since": grant.since, "until": grant.until}
    user = user or create_user(actor=actor, email=email, name=name)
    return grant_role(actor=actor, user=user, role=Role(grant.role), organisation=grant.organisation, **dates)


@transaction.atomic
def end_grant(*, actor: Actor, grant: Grant) -> None:
    """End a grant at once: yesterday was its last day; one that began today or later never was.

    Raises Refusal where it is the last of a role that the root can't be without.
    """
    rules.require(rules.can_end(actor, grant))
    _require_another(grant)
    today = clock.today()
    if grant.since is not None and grant.since >= today:
        audit.remove(actor=actor, event="role.ended", subject=grant)
        return
    grant.until = today - dt.timedelta(days=1)
    audit.save(actor=actor, event="role.ended", subject=grant)


def _require_another(grant: Grant) -> None:
    """Raise Refusal where nobody else holds a role of the root that is needed, without an end."""
    if grant.role not in NEEDED or grant.organisation.parent_id is not None or grant.deputises_id is not None:
        return
    if not keepers(grant.role).keys() - {grant.pk}:
        raise Refusal(
            f"{grant.user} là {grant.get_role_display()} cuối cùng của {grant.organisation}. "
            "Phân quyền này cho một đồng chí khác trước, rồi mới kết thúc."
        )


def require_others(user: User) -> None:
    """Raise Refusal where shutting `user` out would leave a needed role of the root in nobody's hands."""
    if role := left_without([user.pk]):
        raise Refusal(
            f"{user} là {role.label} cuối cùng của {root()}. Phân quyền này cho một đồng chí khác trước, "
            "rồi mới ngừng tài khoản."
        )


@transaction.atomic
def name_deputy(*, actor: Actor, grant: Grant, user: User, since: dt.date, until: dt.date) -> Grant:
    """Let `user` act with one's own role from `since` to `until`; raises Refusal for oneself or too long a time.

    A deputy names none, and stands in for nobody in a ballot.
    """
    rules.require(rules.can_deputise(actor, grant))
    if user.pk == grant.user_id:
        raise Refusal("Người làm thay phải là một đồng chí khác.")
    if until < max(since, clock.today()):
        raise Refusal(f"Ngày cuối {until:%d/%m/%Y} ở trước ngày đầu hoặc đã qua. Ghi ngày cuối muộn hơn.")
    if (until - since).days > LONGEST:
        raise Refusal(f"Làm thay dài nhất {LONGEST} ngày. Vắng lâu hơn thì phân quyền cho người khác.")
    lent = {"role": grant.role, "organisation": grant.organisation, "deputises": grant}
    deputy = Grant(user=user, since=since, until=until, **lent)
    return audit.save(actor=actor, event="role.lent", subject=deputy)
