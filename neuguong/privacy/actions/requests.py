"""Requests about data: asked by the person or entered for them, answered, carried out, refused, withdrawn."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible, Refusal, Stale
from neuguong.organisations.models import Organisation, Person
from neuguong.organisations.queries import root
from neuguong.organisations.queries.lists import main_membership
from neuguong.organisations.rules import require
from neuguong.privacy import lifecycle, rules
from neuguong.privacy.actions.correcting import apply_proposal
from neuguong.privacy.actions.restricting import restrict
from neuguong.privacy.deadlines import due
from neuguong.privacy.models import DataRequest, RequestKind
from neuguong.privacy.queries.days import workdays

_DAYS = ("received_on", "answer_due", "done_due", "prolonged_on", "answered_on", "closed_on")
_TOLD = ("kind", "status", *_DAYS, "for_another")


@transaction.atomic
def ask(*, actor: Actor, request: DataRequest) -> DataRequest:
    """Enter what whoever is signed in asks about their own data; kind, wish and proposal are filled in."""
    request.person_id, request.account_id, request.received_on = actor.person_id, actor.user_id, clock.today()
    request.organisation = _home(request.person, actor)
    return _enter(actor, request, for_another=False)


@transaction.atomic
def enter_for(*, actor: Actor, request: DataRequest) -> DataRequest:
    """Enter what a person asked on paper or by word; the office above them does so, never for itself."""
    person = request.person
    if person is None:
        raise Refusal(_("Chọn người có yêu cầu trong danh sách người của đơn vị."))
    if request.received_on > clock.today():
        raise Refusal(_("Ngày nhận ở sau hôm nay. Ghi ngày đã nhận yêu cầu."))
    request.organisation, request.account_id = _home(person, actor), person.account_id
    require(rules.can_handle(actor, request))
    return _enter(actor, request, for_another=True)


def _home(person: Person | None, actor: Actor) -> Organisation:
    """Return where the person belongs first of all; else where the account has a role; else the top."""
    main = main_membership(person) if person else None
    if main is not None:
        return main.organisation
    own = person is None or person.pk == actor.person_id
    held = [grant.organisation_id for grant in actor.grants] if own else []
    found = Organisation.objects.filter(pk__in=held).order_by("path").first() or root()
    if found is None:
        raise NotVisible
    return found


def _enter(actor: Actor, request: DataRequest, *, for_another: bool) -> DataRequest:
    request.entered_by, request.entered_by_label, request.for_another = actor.user_id, actor.label, for_another
    request.answer_due, request.done_due = due(request.kind, request.received_on, workdays())
    if request.kind == RequestKind.CORRECT and not (request.wish or request.proposal):
        raise Refusal(_("Ghi chỗ cần sửa và giá trị đúng."))
    return _saved(actor, "entered", request)


@transaction.atomic
def answer_request(*, actor: Actor, request: DataRequest, answer: str, version: int | None = None) -> DataRequest:
    """Tell the person that and how their request will be carried out."""
    return _step(actor, request, "answer", "answered", answer, version)


@transaction.atomic
def refuse_request(*, actor: Actor, request: DataRequest, answer: str, version: int | None = None) -> DataRequest:
    """Tell the person why their request is not carried out, by which law."""
    return _step(actor, request, "refuse", "refused", answer, version)


@transaction.atomic
def fulfil_request(*, actor: Actor, request: DataRequest, answer: str, version: int | None = None) -> DataRequest:
    """Carry a request out: correct what was proposed, restrict, or note that it was done; erasing takes two people."""
    if request.kind == RequestKind.ERASE:
        raise Refusal(_("Xóa dữ liệu cần hai người: dùng «Đề nghị xóa», yêu cầu tự đóng khi người thứ hai xác nhận."))
    request = _step(actor, request, "fulfil", "fulfilled", answer, version)
    if request.kind == RequestKind.CORRECT:
        apply_proposal(actor, request)
    elif request.kind in (RequestKind.RESTRICT, RequestKind.OBJECT) and request.person:
        restrict(actor=actor, person=request.person)
    return request


@transaction.atomic
def prolong_request(*, actor: Actor, request: DataRequest, version: int | None = None) -> DataRequest:
    """Take longer over a request, once and before its day; the person reads its `prolonged_why`."""
    stored, why = _locked(request, version), request.prolonged_why.strip()
    require(rules.can_handle(actor, stored))
    if not rules.can_prolong(actor, stored):
        raise Refusal(_("Chỉ gia hạn được một lần, cho yêu cầu chưa xong và chưa quá hạn thực hiện."))
    if not why:
        raise Refusal(_("Ghi lý do gia hạn."))
    before = _told(stored)
    stored.prolonged_on, stored.prolonged_why = clock.today(), why
    stored.done_due = due(stored.kind, stored.received_on, workdays(), prolonged=True)[1]
    return _saved(actor, "prolonged", stored, before)


@transaction.atomic
def withdraw_request(*, actor: Actor, request: DataRequest) -> DataRequest:
    """Take one's own request back; the office does so for a request that it entered for the person."""
    stored = _locked(request, None)
    handled = stored.for_another and rules.can_handle(actor, stored)
    require(rules.is_own(actor, stored) or handled)
    before = _told(stored)
    lifecycle.advance(stored, "withdraw")
    stored.closed_on = clock.today()
    return _saved(actor, "withdrawn", stored, before)


def close_erased(actor: Actor, request: DataRequest) -> None:
    """Close a request when the erasure that it asked for was carried out."""
    stored = _locked(request, None)
    before = _told(stored)
    lifecycle.advance(stored, "fulfil")
    stored.answered_on, stored.closed_on = stored.answered_on or clock.today(), clock.today()
    _saved(actor, "fulfilled", stored, before)


def _step(actor: Actor, request: DataRequest, event: str, verb: str, answer: str, version: int | None) -> DataRequest:
    stored = _locked(request, version)
    require(rules.can_handle(actor, stored))
    if not answer.strip():
        raise Refusal(_("Ghi lời trả lời cho người yêu cầu."))
    before = _told(stored)
    lifecycle.advance(stored, event)
    stored.answer, today = answer.strip(), clock.today()
    stored.answered_on = stored.answered_on or today
    stored.closed_on = today if stored.is_closed else None
    return _saved(actor, verb, stored, before)


def _locked(request: DataRequest, version: int | None) -> DataRequest:
    stored = DataRequest.objects.select_for_update(of=("self",)).select_related("organisation", "person", "account")
    found = stored.get(pk=request.pk)
    if version is not None and found.version != version:
        raise Stale
    found.version, found.updated_at = found.version + 1, clock.now()
    return found


def _saved(actor: Actor, verb: str, request: DataRequest, before: dict[str, Any] | None = None) -> DataRequest:
    """Save; the log tells kind, state and days, not what the person wrote or was told, so that both can go."""
    request.full_clean()
    request.save()
    audit.record(actor=actor, event=f"data_request.{verb}", subject=request, before=before, after=_told(request))
    return request


def _told(request: DataRequest) -> dict[str, Any]:
    return {name: getattr(request, name) for name in _TOLD}
