"""Chuyển sinh hoạt: the list for both sides, asking, and the answer."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.organisations import actions, rules
from neuguong.organisations.forms.memberships import ArriveForm, DepartForm, RefuseForm
from neuguong.organisations.models import Transfer
from neuguong.organisations.queries.people import transfers_at
from neuguong.organisations.tables import TRANSFER_FILTERS, TRANSFERS, transfer_state
from neuguong.organisations.views.place import here
from neuguong.ui import confirming, editing, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link, Words

_both = require_http_methods(["GET", "POST"])


@require_safe
def transfer_list(request: OfficeRequest) -> HttpResponse:
    """Show who leaves or enters the place and what is below it."""
    take_in = Link(_("Tiếp nhận người"), to(request, "organisations:transfer_create"))
    return listing.page(
        request,
        table=TRANSFERS,
        rows=transfers_at(request.actor, here(request)),
        filters=TRANSFER_FILTERS,
        title=_("Chuyển sinh hoạt"),
        lead=_("Bên chuyển đi và bên tiếp nhận cùng đồng ý thì phần mềm mới chuyển."),
        empty=_(
            "Yêu cầu chuyển người đi hay đến sẽ hiện ở đây. Chuyển đi: bấm «Chuyển sinh hoạt» ở trang của người đó."
        ),
        create=take_in if rules.can_write_people(request.actor, here(request)) else None,
    )


@require_safe
def transfer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a transfer, with what each side may do."""
    record = rules.get_transfer(request.actor, pk)
    known = showing.facts(record, "origin", "target", "day", "side", "asked_by", "answered_by", "answered_on")
    lines = [Fact(_("Mã người"), record.person.code), Fact(_("Trạng thái"), transfer_state(record)), _reason(record)]
    return showing.page(
        request,
        record=record,
        title=record.person.full_name,
        lines=[fact for fact in (*lines, *known) if fact.value not in (None, "")],
        actions=_steps(request, record),
        history=audit.history(record),
        back=Link(_("Chuyển sinh hoạt"), to(request, "organisations:transfer_list")),
    )


def _reason(record: Transfer) -> Fact:
    """Why it was refused, or by which event of an organisation it was withdrawn."""
    return Fact(_("Lý do từ chối") if record.state == Transfer.State.REFUSED else _("Lý do"), record.reason)


def _steps(request: OfficeRequest, record: Transfer) -> list[Link]:
    if record.state != Transfer.State.ASKED:
        return []
    steps = []
    if rules.can_answer_transfer(request.actor, record):
        steps += [("transfer_accept", _("Đồng ý")), ("transfer_refuse", _("Từ chối"))]
    if rules.can_withdraw_transfer(request.actor, record):
        steps.append(("transfer_withdraw", _("Rút yêu cầu")))
    return [Link(words, to(request, f"organisations:{page}", record.pk)) for page, words in steps]


@_both
def transfer_depart(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send someone elsewhere."""
    person = rules.get_person(request.actor, pk)
    rules.require(rules.can_write_person(request.actor, person))
    form = DepartForm(editing.sent(request), actor=request.actor, instance=Transfer(person=person))
    lead = _("%(person)s. Nơi tiếp nhận đồng ý thì phần mềm mới chuyển.") % {"person": person.full_name}
    return _asked(request, form, _("Chuyển sinh hoạt"), lead, to(request, "portal:person", pk))


@_both
def transfer_create(request: OfficeRequest) -> HttpResponse:
    """Ask for someone who is to come."""
    rules.require(rules.can_enter(request.actor))
    known = {"target": here(request)} if rules.can_write_people(request.actor, here(request)) else {}
    form = ArriveForm(editing.sent(request), actor=request.actor, initial=known)
    lead = _("Ghi đúng cả mã và họ tên của người sẽ đến. Nơi đang sinh hoạt đồng ý thì phần mềm mới chuyển.")
    return _asked(request, form, _("Tiếp nhận người"), lead, to(request, "organisations:transfer_list"))


def _asked(
    request: OfficeRequest, form: DepartForm | ArriveForm, title: Words, lead: Words, cancel: str
) -> HttpResponse:
    return editing.page(
        request,
        form,
        title=title,
        lead=lead,
        button=_("Gửi yêu cầu"),
        save=lambda _record, _version: actions.request_transfer(actor=request.actor, **form.asked),
        done=lambda _record: to(request, "organisations:transfer_list"),
        cancel=cancel,
    )


@_both
def transfer_accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then agree and move."""
    record = rules.get_transfer(request.actor, pk)
    rules.require(rules.can_answer_transfer(request.actor, record))
    words = {"person": record.person.full_name, "place": record.target.name, "day": record.day.strftime("%d/%m/%Y")}
    asked = _("Từ ngày %(day)s %(person)s sinh hoạt tại %(place)s. Chức vụ ở nơi cũ thôi từ ngày đó.") % words
    act = partial(actions.accept_transfer, actor=request.actor, transfer=record)
    return _confirmed(request, record, _("Đồng ý chuyển"), asked, act)


@_both
def transfer_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then take the request back."""
    record = rules.get_transfer(request.actor, pk)
    rules.require(rules.can_withdraw_transfer(request.actor, record))
    asked = _("Rút yêu cầu chuyển %(person)s?") % {"person": record.person.full_name}
    act = partial(actions.withdraw_transfer, actor=request.actor, transfer=record)
    return _confirmed(request, record, _("Rút yêu cầu"), asked, act)


def _confirmed(
    request: OfficeRequest, record: Transfer, button: Words, asked: Words, act: Callable[[], object]
) -> HttpResponse:
    page = to(request, "organisations:transfer", record.pk)
    return confirming.page(request, title=button, question=asked, button=button, act=act, done=page, cancel=page)


@_both
def transfer_refuse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Refuse with a reason."""
    record = rules.get_transfer(request.actor, pk)
    rules.require(rules.can_answer_transfer(request.actor, record))
    page = to(request, "organisations:transfer", pk)
    return editing.page(
        request,
        RefuseForm(editing.sent(request), actor=request.actor, instance=record),
        title=_("Từ chối chuyển sinh hoạt"),
        button=_("Từ chối"),
        save=lambda one, _v: actions.refuse_transfer(actor=request.actor, transfer=one, reason=one.reason),
        done=lambda _record: page,
        cancel=page,
    )
