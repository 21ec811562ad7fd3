"""People with their main membership, posts and groups."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.accounts.models import User
from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import Membership, Person, PersonGroup, Post

DAY = dt.timedelta(days=1)
_GROUPS = gettext_lazy("Nhóm")
_TYPED = ("since", "until", "is_head", "is_exempt")


@transaction.atomic
def enrol_person(
    *, actor: Actor, person: Person, membership: Membership, posts: dict[str, str], groups: Collection[str] = ()
) -> Person:
    """Make a person with their main membership, posts (titles by line) and groups."""
    rules.require(rules.can_write_people(actor, membership.organisation))
    audit.save(actor=actor, event="person.enrolled", subject=person)
    membership.person = person
    audit.save(actor=actor, event="membership.entered", subject=membership)
    hold_posts(actor, membership, posts)
    _join(actor, person, groups)
    return person


@transaction.atomic
def update_person(
    *,
    actor: Actor,
    person: Person,
    membership: Membership,
    posts: dict[str, str],
    groups: Collection[str] | None = None,
    version: int | None = None,
) -> Person:
    """Change a person's data, posts, groups (None leaves them) and main membership.

    Another organisation is a dated move: the old membership ends the day before the new one begins.
    Raises Refusal where that day is missing or not after the old beginning.
    """
    stored = Membership.objects.select_related("organisation").filter(pk=membership.pk).first()
    for place in [membership.organisation, *([stored.organisation] if stored else [])]:
        rules.require(rules.can_write_people(actor, place))
    audit.save(actor=actor, event="person.updated", subject=person, version=version)
    if person.account_id:
        name_account(person=person.pk, name=person.full_name)
    if stored and stored.organisation_id != membership.organisation_id:
        membership = _moved(actor, stored, membership)
    membership.person = person
    if stored is None or _differ(stored, membership):
        audit.save(actor=actor, event="membership.updated", subject=membership)
    hold_posts(actor, membership, posts)
    if groups is not None:
        _join(actor, person, groups)
    return person


def name_account(*, person: int, name: str) -> None:
    """Have the account of a person bear their name; the log tells it with the person's own change."""
    User.objects.filter(person=person).exclude(name=name).update(name=name)


def _differ(stored: Membership, typed: Membership) -> bool:
    return stored.pk != typed.pk or any(getattr(stored, name) != getattr(typed, name) for name in _TYPED)


def _moved(actor: Actor, left: Membership, typed: Membership) -> Membership:
    """End the membership that is left and return the new one, not saved yet."""
    since = typed.since
    if since is None or since == left.since:
        raise Refusal(_("Đổi nơi sinh hoạt thì Từ ngày phải là ngày bắt đầu ở nơi mới."))
    if left.since and since < left.since:
        raise Refusal(
            _("Ngày chuyển đến phải sau ngày bắt đầu ở nơi cũ (%(day)s).") % {"day": left.since.strftime("%d/%m/%Y")}
        )
    left.until = since - DAY
    audit.save(actor=actor, event="membership.updated", subject=left)
    flags = {"is_main": True, "is_head": typed.is_head, "is_exempt": typed.is_exempt}
    return Membership(organisation=typed.organisation, since=since, until=typed.until, **flags)


def hold_posts(actor: Actor, membership: Membership, posts: dict[str, str]) -> None:
    """Have the membership hold just `posts`."""
    before = dict(membership.posts.values_list("sort", "title"))
    after = {sort: title for sort, title in posts.items() if title}
    membership.posts.exclude(sort__in=after).delete()
    for sort, title in after.items():
        Post.objects.update_or_create(membership=membership, sort=sort, defaults={"title": title})
    names = dict(Post.Sort.choices)
    _note(actor, membership.person, *({names[sort]: held.get(sort, "") for sort in names} for held in (before, after)))


def _join(actor: Actor, person: Person, groups: Collection[str]) -> None:
    """Have the person be in just `groups`."""
    before, after = set(person.groups.values_list("name", flat=True)), set(groups)
    person.groups.exclude(name__in=after).delete()
    PersonGroup.objects.bulk_create(PersonGroup(person=person, name=name) for name in sorted(after - before))
    names = dict(PersonGroup.Name.choices)
    told = ([names[name] for name in names if name in joined] for joined in (before, after))
    _note(actor, person, *({_GROUPS: words} for words in told))


def _note(actor: Actor, person: Person, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> None:
    """Tell the log, in Vietnamese, what changed beside the person's own fields."""
    with translation.override("vi"):
        said = [{str(name): _text(value) for name, value in each.items()} for each in (before, after)]
    if said[0] != said[1]:
        audit.record(actor=actor, event="person.updated", subject=person, before=said[0], after=said[1])


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
