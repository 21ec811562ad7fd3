"""Where else someone belongs, and times in which they take no part."""

from django.db import transaction

from neuguong.audit import actions as audit
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.people import hold_posts
from neuguong.organisations.models import Membership, Pause
from neuguong.organisations.models.plausible import meet, span


@transaction.atomic
def keep_membership(
    *, actor: Actor, membership: Membership, posts: dict[str, str], version: int | None = None
) -> Membership:
    """Enter or change a membership with its posts; a main one only by who keeps the person's list."""
    stored = Membership.objects.select_related("organisation").filter(pk=membership.pk).first()
    for place in [membership.organisation, *([stored.organisation] if stored else [])]:
        rules.require(rules.can_write_people(actor, place))
    if membership.is_main or (stored and stored.is_main):
        rules.require(rules.can_write_person(actor, membership.person))
    rules.require(not rules.is_erased(membership.person.code))
    event = "membership.updated" if stored else "membership.entered"
    audit.save(actor=actor, event=event, subject=membership, version=version)
    hold_posts(actor, membership, posts)
    return membership


@transaction.atomic
def remove_membership(*, actor: Actor, membership: Membership) -> None:
    """Take out a membership that was entered by mistake; one that is over gets its last day instead."""
    rules.require(rules.can_write_membership(actor, membership))
    others = Membership.objects.filter(person=membership.person_id, is_main=True).exclude(pk=membership.pk)
    if membership.is_main and not others.exists():
        raise Refusal(
            f"Đây là nơi sinh hoạt chính duy nhất của {membership.person}. Ghi Đến ngày nếu đã thôi sinh hoạt, "
            "hoặc sửa nơi sinh hoạt."
        )
    hold_posts(actor, membership, {})
    audit.remove(actor=actor, event="membership.removed", subject=membership)


@transaction.atomic
def keep_pause(*, actor: Actor, pause: Pause, version: int | None = None) -> Pause:
    """Enter or change a time of exemption or suspension; of one sort there is one at a time."""
    rules.require(rules.can_write_person(actor, pause.person))
    for other in pause.person.pauses.filter(sort=pause.sort).exclude(pk=pause.pk):
        if meet(pause.since, pause.until, other.since, other.until):
            raise Refusal(
                f"{other} đã được ghi {span(other.since, other.until)}. Sửa ngày của dòng đó, không ghi thêm dòng."
            )
    birth = pause.person.birth_date
    if birth is not None and pause.since < birth:
        raise Refusal(f"Từ ngày ({pause.since:%d/%m/%Y}) trước ngày sinh {birth:%d/%m/%Y}. Kiểm tra lại hai ngày.")
    event = "pause.entered" if pause.pk is None else "pause.corrected"
    return audit.save(actor=actor, event=event, subject=pause, version=version)


@transaction.atomic
def remove_pause(*, actor: Actor, pause: Pause) -> None:
    """Take out what was entered by mistake."""
    rules.require(rules.can_write_person(actor, pause.person))
    audit.remove(actor=actor, event="pause.removed", subject=pause)
