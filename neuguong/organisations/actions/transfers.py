"""Going to another organisation: asked for by one side, agreed to by the other, then a dated move."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import lifecycle, rules
from neuguong.organisations.models import Membership, Organisation, Person, Transfer
from neuguong.organisations.models.plausible import ahead_fault, outside_fault
from neuguong.organisations.queries.lists import main_membership

DAY = dt.timedelta(days=1)


@transaction.atomic
def request_transfer(*, actor: Actor, person: Person, target: Organisation, day: dt.date) -> Transfer:
    """Ask that `person` belong to `target` from `day` on; who writes both sides does it at once."""
    left = _left(person, target, day)
    sends, receives = (rules.can_write_people(actor, place) for place in (left.organisation, target))
    rules.require((sends or receives) and not rules.is_erased(person.code))
    side = Transfer.Side.SENDER if sends else Transfer.Side.RECEIVER
    transfer = Transfer(person=person, origin=left.organisation, target=target, day=day, side=side)
    transfer.asked_by = actor.label
    audit.save(actor=actor, event="transfer.requested", subject=transfer)
    return _done(actor, transfer) if sends and receives else transfer


@transaction.atomic
def accept_transfer(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Agree for the side that was asked; the move is carried out in the same moment."""
    rules.require(rules.can_answer_transfer(actor, transfer))
    return _done(actor, transfer)


@transaction.atomic
def refuse_transfer(*, actor: Actor, transfer: Transfer, reason: str) -> Transfer:
    """Say no for the side that was asked, with a reason that the other side reads."""
    rules.require(rules.can_answer_transfer(actor, transfer))
    if not reason.strip():
        raise Refusal("Ghi lý do từ chối, để bên kia biết cần sửa gì.")
    return _answered(actor, transfer, "refuse", reason.strip())


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Take the request back for the side that started."""
    rules.require(rules.can_withdraw_transfer(actor, transfer))
    return _answered(actor, transfer, "withdraw")


def _left(person: Person, target: Organisation, day: dt.date) -> Membership:
    """Return the membership that is left; raises Refusal where that can't be."""
    left = main_membership(person)
    if left is None or (left.until is not None and left.until < day - DAY):
        raise Refusal(f"{person} không có nơi sinh hoạt chính vào ngày trước {day:%d/%m/%Y}. Ghi nơi sinh hoạt trước.")
    if left.organisation_id == target.pk:
        raise Refusal(f"{person} đang sinh hoạt tại {target}. Chọn nơi khác.")
    if left.since is not None and day <= left.since:
        raise Refusal(f"Ngày chuyển đến phải sau ngày bắt đầu ở nơi cũ ({left.since:%d/%m/%Y}).")
    fault = ahead_fault(day, clock.today()) or outside_fault(target.name, target.since, target.until, day, None)
    if fault is not None:
        raise Refusal(fault.sentence)
    return left


def _done(actor: Actor, transfer: Transfer) -> Transfer:
    """Move the person: the old membership ends the day before, posts and head stay with it."""
    saved = _answered(actor, transfer, "accept")
    left = _left(saved.person, saved.target, saved.day)
    if left.organisation_id != saved.origin_id:
        raise Refusal(
            f"{saved.person} nay sinh hoạt tại {left.organisation}, không còn ở {saved.origin}. Lập lại yêu cầu."
        )
    until, left.until = left.until, saved.day - DAY
    audit.save(actor=actor, event="membership.updated", subject=left)
    kept = until if until and until >= saved.day else None
    new = Membership(person=saved.person, organisation=saved.target, since=saved.day, until=kept)
    try:
        audit.save(actor=actor, event="membership.entered", subject=new)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    return saved


def _answered(actor: Actor, transfer: Transfer, event: str, reason: str = "") -> Transfer:
    stored = Transfer.objects.select_for_update().select_related("person", "origin", "target").get(pk=transfer.pk)
    stored.state = lifecycle.after(stored, event)
    stored.reason, stored.answered_by, stored.answered_on = reason, actor.label, clock.today()
    past = {"accept": "accepted", "refuse": "refused", "withdraw": "withdrawn"}[event]
    return audit.save(actor=actor, event=f"transfer.{past}", subject=stored)
