"""Phân quyền: who holds which role at the place and below, giving one, ending it, naming a deputy."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.organisations import actions, rules
from neuguong.organisations.forms.grants import DeputyForm, GrantForm
from neuguong.organisations.models import Grant
from neuguong.organisations.queries.lists import grants_at
from neuguong.organisations.tables import GRANT_FILTERS, GRANTS, grant_facts
from neuguong.organisations.views.place import here
from neuguong.ui import confirming, editing, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def grant_list(request: OfficeRequest) -> HttpResponse:
    """List the roles held at the place and below it, one's own alone for those who keep no lists."""
    may = rules.grantable_by(request.actor, here(request))
    return listing.page(
        request,
        table=GRANTS,
        rows=grants_at(request.actor, here(request)),
        filters=GRANT_FILTERS,
        title=_("Phân quyền"),
        lead=_("Ai giữ vai trò gì, ở đâu, từ ngày nào đến ngày nào."),
        empty=_("Chưa ai có vai trò ở đây. Phân quyền để đồng chí phụ trách vào làm việc được."),
        create=Link(_("Giao vai trò"), to(request, "organisations:grant_create")) if may else None,
    )


@require_http_methods(["GET", "POST"])
def grant_create(request: OfficeRequest) -> HttpResponse:
    """Give somebody a role at the place."""
    place = here(request)
    rules.require(bool(rules.grantable_by(request.actor, place)))
    form = GrantForm(editing.sent(request), actor=request.actor, place=place, instance=Grant(organisation=place))
    return editing.page(
        request,
        form,
        title=_("Giao vai trò"),
        lead=place.name,
        save=lambda grant, _version: actions.grant_by_email(actor=request.actor, grant=grant, **_who(form)),
        done=lambda _grant: to(request, "organisations:grant_list"),
        cancel=to(request, "organisations:grant_list"),
    )


def _who(form: GrantForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("email", "name")}


@require_safe
def grant(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a role that somebody holds, who gave it, and what may be done with it."""
    found = rules.get_grant(request.actor, pk)
    return showing.page(
        request,
        record=found,
        title=str(found),
        lines=grant_facts(found),
        history=audit.history(found),
        actions=_steps(request, found),
        back=Link(_("Phân quyền"), to(request, "organisations:grant_list")),
    )


def _steps(request: OfficeRequest, found: Grant) -> list[Link]:
    steps = [
        (rules.can_deputise(request.actor, found), _("Cử người làm thay"), "grant_deputy"),
        (rules.can_end(request.actor, found), _("Kết thúc"), "grant_end"),
    ]
    return [Link(words, to(request, f"organisations:{page}", found.pk)) for may, words, page in steps if may]


@require_http_methods(["GET", "POST"])
def grant_end(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a role, after a question."""
    found, done = rules.get_grant(request.actor, pk), to(request, "organisations:grant_list")
    rules.require(rules.can_end(request.actor, found))
    return confirming.page(
        request,
        title=_("Kết thúc: %(grant)s") % {"grant": found},
        question=_("Vai trò này hết hiệu lực ngay. Người đang làm thay vai trò này cũng thôi."),
        button=_("Kết thúc"),
        act=lambda: actions.end_grant(actor=request.actor, grant=found),
        done=done,
        cancel=done,
    )


def _standing_in(form: DeputyForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {"user": said["deputy"], "since": said["since"], "until": said["until"]}


@require_http_methods(["GET", "POST"])
def grant_deputy(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let somebody stand in for oneself."""
    lent, done = rules.get_grant(request.actor, pk), to(request, "organisations:grant_list")
    rules.require(rules.can_deputise(request.actor, lent))
    form = DeputyForm(editing.sent(request), actor=request.actor, lent=lent, instance=Grant(deputises=lent))
    return editing.page(
        request,
        form,
        title=_("Cử người làm thay"),
        lead=_("%(role)s. Nhật ký ghi ai làm thay ai.") % {"role": lent},
        save=lambda _made, _version: actions.name_deputy(actor=request.actor, grant=lent, **_standing_in(form)),
        done=lambda _grant: done,
        cancel=done,
    )
