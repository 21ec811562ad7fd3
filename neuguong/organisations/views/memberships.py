"""Where else someone belongs, and times in which they take no part; both stand on the person's page."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from neuguong.audit import queries as audit
from neuguong.organisations import actions, rules
from neuguong.organisations.forms.memberships import MembershipForm, PauseForm
from neuguong.organisations.models import Membership, Pause, Person
from neuguong.organisations.models.plausible import span
from neuguong.organisations.queries.people import membership_at, pause_at
from neuguong.organisations.views.place import here
from neuguong.ui import blocks, confirming, editing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link, Words

_both = require_http_methods(["GET", "POST"])


@_both
def membership_create(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter where else someone belongs."""
    person = rules.get_person(request.actor, pk)
    rules.require(rules.can_enter(request.actor) and not rules.is_erased(person.code))
    known: dict[str, object] = (
        {"organisation": here(request)} if rules.can_write_people(request.actor, here(request)) else {}
    )
    return _membership(request, Membership(person=person, is_main=False), _("Thêm nơi sinh hoạt"), known)


@_both
@editing.keeping(MembershipForm)
def membership_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a membership, or end it."""
    membership = membership_at(request.actor, pk)
    rules.require(rules.can_write_membership(request.actor, membership))
    return _membership(request, membership, _("Sửa nơi sinh hoạt"), {})


def _membership(request: OfficeRequest, membership: Membership, title: Words, known: dict[str, object]) -> HttpResponse:
    form = MembershipForm(editing.sent(request), actor=request.actor, instance=membership, initial=known)
    page = to(request, "portal:person", membership.person_id)
    return editing.page(
        request,
        form,
        title=title,
        lead=membership.person.full_name,
        save=lambda record, version: actions.keep_membership(
            actor=request.actor, membership=record, posts=form.posts, version=version
        ),
        done=lambda _record: page,
        cancel=page,
        history=audit.history,
    )


@_both
def membership_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then take out a membership that was entered by mistake."""
    membership = membership_at(request.actor, pk)
    rules.require(rules.can_write_membership(request.actor, membership))
    words = {"place": membership.organisation.name, "person": membership.person.full_name}
    asked = _("%(person)s sẽ không còn sinh hoạt tại %(place)s, kể cả trong số liệu cũ. Nhật ký vẫn giữ.") % words
    return _removed(
        request,
        membership,
        asked,
        lambda: actions.remove_membership(actor=request.actor, membership=membership),
    )


@_both
def pause_create(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter a time of exemption or suspension."""
    person = rules.get_person(request.actor, pk)
    return _pause(request, Pause(person=person), _("Ghi miễn sinh hoạt, tạm đình chỉ"))


@_both
@editing.keeping(PauseForm)
def pause_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a time of exemption or suspension, or end it."""
    return _pause(request, pause_at(request.actor, pk), _("Sửa miễn sinh hoạt, tạm đình chỉ"))


def _pause(request: OfficeRequest, pause: Pause, title: Words) -> HttpResponse:
    rules.require(rules.can_write_person(request.actor, pause.person))
    page = to(request, "portal:person", pause.person_id)
    return editing.page(
        request,
        PauseForm(editing.sent(request), actor=request.actor, instance=pause),
        title=title,
        lead=_("%(person)s. Chỉ ghi ngày, không ghi vụ việc hay lý do.") % {"person": pause.person.full_name},
        save=lambda record, version: actions.keep_pause(actor=request.actor, pause=record, version=version),
        done=lambda _record: page,
        cancel=page,
        history=audit.history,
    )


@_both
def pause_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then take out what was entered by mistake."""
    pause = pause_at(request.actor, pk)
    rules.require(rules.can_write_person(request.actor, pause.person))
    words = {"what": str(pause), "span": span(pause.since, pause.until)}
    asked = _("Bỏ «%(what)s» %(span)s? Nhật ký vẫn giữ.") % words
    return _removed(request, pause, asked, lambda: actions.remove_pause(actor=request.actor, pause=pause))


def _removed(request: OfficeRequest, record: Membership | Pause, asked: str, act: Callable[[], object]) -> HttpResponse:
    page = to(request, "portal:person", record.person_id)
    return confirming.page(
        request,
        title=_("Đưa ra khỏi sổ"),
        question=asked,
        button=_("Đưa ra khỏi sổ"),
        act=act,
        done=page,
        cancel=page,
        record=record,
        history=audit.history,
    )


@blocks.about("organisations.person")
def pauses(request: OfficeRequest, person: Person) -> blocks.Block | None:
    """List the times of exemption and suspension; who keeps the list enters them."""
    may = rules.can_write_person(request.actor, person)
    items = []
    for pause in person.pauses.all():
        page = to(request, "organisations:pause_edit", pause.pk) if may else ""
        gone = Link(_("Bỏ"), to(request, "organisations:pause_remove", pause.pk)) if may else ""
        items.append(blocks.Item(str(pause), page, span(pause.since, pause.until), gone))
    add = Link(_("Ghi thời gian"), to(request, "organisations:pause_create", person.pk)) if may else None
    return blocks.Block(_("Miễn sinh hoạt, tạm đình chỉ"), items, len(items), add=add)
