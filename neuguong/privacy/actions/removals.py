"""Removing by two people: one proposes and sees what goes, another confirms; a tombstone is left."""

import secrets
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.audit.changes import Change
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.personal import Subject
from neuguong.organisations.models import Person
from neuguong.organisations.queries import root
from neuguong.organisations.queries.duplicates import gone_into
from neuguong.organisations.queries.lists import main_membership
from neuguong.organisations.rules import require
from neuguong.privacy import lifecycle, registry, rules
from neuguong.privacy.actions.requests import close_erased
from neuguong.privacy.models import DataRequest, Ground, Removal, RequestKind, Tombstone
from neuguong.privacy.models.removals import MARK, PERSON
from neuguong.privacy.queries.holdings import subject_of
from neuguong.privacy.queries.removals import (
    MOST,
    accounts_of,
    due,
    hindrance,
    is_of_a_person,
    outcomes,
    subject_of_removal,
    term,
)
from neuguong.privacy.retention import LEFT

# What is empty for good reason while a removal waits, or where it is not about a person.
_LATER = ("person", "account", "request", "confirmed_by", "confirmed_at")
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def propose_erasure(*, actor: Actor, request: DataRequest) -> Removal:
    """Propose to erase what the law does not keep of whoever asked for it."""
    require(rules.can_handle(actor, request))
    if request.kind != RequestKind.ERASE or request.is_closed:
        raise Refusal(_("Chỉ đề nghị xóa theo một yêu cầu xóa chưa xong."))
    removal = Removal(organisation=request.organisation, sort=PERSON, request=request, ground=Ground.REQUEST)
    removal.person, removal.account = request.person, request.account
    return _proposed(actor, removal)


@transaction.atomic
def propose_baseless(*, actor: Actor, person: Person | None) -> Removal:
    """Propose to erase somebody for whom there is no ground, or none any more, to keep anything."""
    if person is None:
        raise Refusal(_("Chọn người trong danh sách."))
    main = main_membership(person)
    place = main.organisation if main else root()
    require(place is not None and rules.can_handle_at(actor, place.path) and person.pk != actor.person_id)
    assert place is not None  # noqa: S101 - required above
    removal = Removal(organisation=place, sort=PERSON, person=person, account=person.account, ground=Ground.BASELESS)
    return _proposed(actor, removal)


@transaction.atomic
def propose_expired(*, actor: Actor, code: str) -> Removal:
    """Propose to remove the records of a kind whose time is over, the oldest first; for the office at the top."""
    top = root()
    require(top is not None and rules.can_handle_at(actor, top.path))
    ids = [one.pk for one in due(term(code))[:MOST]]
    if not ids:
        raise Refusal(_("Không có bản ghi nào hết thời hạn lưu."))
    return _proposed(actor, Removal(organisation=top, sort=code, ids=ids, ground=Ground.EXPIRED))


def _proposed(actor: Actor, removal: Removal) -> Removal:
    if actor.user_id is None:
        raise Refusal(_("Việc xóa phải do một người có tài khoản đề nghị."))
    if removal.person and Tombstone.objects.filter(mark=removal.person.code).exists():
        raise Refusal(_("Dữ liệu của người này đã xóa."))
    _require_keepers(removal)
    removal.proposed_by, removal.proposed_by_label = actor.user_id, actor.label
    removal.full_clean(exclude=[name for name in _LATER if getattr(removal, name) is None])
    removal.save()
    audit.record(actor=actor, event="removal.proposed", subject=removal, after=_told(removal))
    return removal


def _require_keepers(removal: Removal) -> None:
    """Raise Refusal where closing the accounts would leave a needed role of the root in nobody's hands."""
    if why := hindrance(accounts_of(removal)):
        raise Refusal(why)


@transaction.atomic
def confirm_removal(*, actor: Actor, removal: Removal) -> Removal:
    """Carry a removal out, as the second of two people; it can't be taken back."""
    stored = Removal.objects.select_for_update(of=("self",)).select_related("organisation", "person", "request")
    removal = stored.get(pk=removal.pk)
    require(rules.can_handle_at(actor, removal.organisation.path))
    lifecycle.advance(removal, "confirm")
    rules.require_second(actor, removal)
    _require_keepers(removal)
    removal.confirmed_by, removal.confirmed_by_label, removal.confirmed_at = actor.user_id, actor.label, clock.now()
    if is_of_a_person(removal):
        _erase(actor, removal)
    else:
        _remove_expired(actor, removal)
    removal.version += 1
    removal.save()
    audit.record(actor=actor, event="removal.confirmed", subject=removal, after=_told(removal))
    return removal


@transaction.atomic
def cancel_removal(*, actor: Actor, removal: Removal) -> Removal:
    """Drop a proposal: the one who made it, or whoever might have confirmed it."""
    removal = Removal.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=removal.pk)
    require(rules.can_handle_at(actor, removal.organisation.path))
    lifecycle.advance(removal, "cancel")
    removal.version += 1
    removal.save()
    audit.record(actor=actor, event="removal.cancelled", subject=removal, after=_told(removal))
    return removal


def _erase(actor: Actor, removal: Removal) -> None:
    subject = subject_of_removal(removal)
    if removal.request is not None:
        close_erased(actor, removal.request)
    _let_go(actor, removal, subject)


def _let_go(actor: Actor, removal: Removal, subject: Subject) -> None:
    """Go through all registers, leave a tombstone, and destroy the key of what the log has sealed."""
    mark, counts = _mark(), {str(one.title): one.count for one in outcomes(subject)}
    # Asked for first: that two records were one goes with the rest.
    owners = [subject.person_id, *gone_into(subject.person_id)] if subject.person_id else []
    for holding in registry.holdings():
        if holding.erase is not None:
            for model, ids in holding.erase(subject, mark).items():
                _tell(actor, "unnamed", model, ids)
    _bury(removal, [mark])
    if subject.person_id:
        person = Person.objects.get(pk=subject.person_id)
        audit.record(actor=actor, event="person.erased", subject=person, after={"mark": mark, "rows": counts})
    for owner in owners:
        audit.forget(actor=actor, owner=owner)


def _remove_expired(actor: Actor, removal: Removal) -> None:
    """Remove what is still due of what was proposed."""
    still = [one.pk for one in due(term(removal.sort)) if one.pk in set(removal.ids)]
    if removal.sort == LEFT:
        for person in Person.objects.filter(pk__in=still):
            _let_go(actor, removal, subject_of(person))
        return
    expiry = registry.expiries()[removal.sort]
    expiry.remove(still)
    _tell(actor, "expired", expiry.model, still)
    _bury(removal, [_mark() for _one in still])


def _tell(actor: Actor, verb: str, model: type[Model], ids: Collection[int]) -> None:
    """Note that records were touched, so that an import can't be undone over them; not what they said."""
    label = model._meta.label_lower
    changes = [Change(f"{model._meta.model_name}.{verb}", label, pk, None, None, {"removed": True}) for pk in ids]
    audit.record_many(actor=actor, changes=changes)


def _bury(removal: Removal, marks: Iterable[str]) -> None:
    who = {"proposed_by_label": removal.proposed_by_label, "confirmed_by_label": removal.confirmed_by_label}
    Tombstone.objects.bulk_create(
        Tombstone(mark=mark, sort=removal.sort, ground=removal.ground, **who) for mark in marks
    )


def _mark() -> str:
    return MARK + "".join(secrets.choice(_LETTERS) for _letter in range(10))


def _told(removal: Removal) -> dict[str, object]:
    """Return what the log tells: never names or words, only how many records of which kind."""
    return {"sort": removal.sort, "ground": removal.ground, "status": removal.status, "records": len(removal.ids)}
