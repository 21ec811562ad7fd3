"""Registers and forms of organisations; the page of each one is the portal's."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.core import clock
from neuguong.core.errors import NotVisible
from neuguong.organisations import actions, rules
from neuguong.organisations.forms import OrganisationForm
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure, lists
from neuguong.organisations.tables import ORGANISATION_FILTERS, ORGANISATIONS
from neuguong.organisations.views.place import here
from neuguong.ui import editing, exports, listing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


def _rows(request: OfficeRequest) -> QuerySet[Organisation]:
    return lists.organisations_at(request.actor, here(request))


exports.offer("organisations", _rows, ORGANISATION_FILTERS)


@require_safe
def list_(request: OfficeRequest) -> HttpResponse:
    """Show the organisations of the place and below it."""
    place = here(request)
    new = Link(_("Thêm tổ chức"), to(request, "organisations:create"))
    return listing.page(
        request,
        table=ORGANISATIONS,
        rows=_rows(request),
        sheet="organisations",
        filters=ORGANISATION_FILTERS,
        title=pgettext("mục", "Tổ chức"),
        empty=_("Nơi giữ danh sách các tổ chức và vị trí của mỗi tổ chức qua từng thời gian."),
        create=new if rules.can_found(request.actor, place) else None,
    )


@require_safe
def tree(request: OfficeRequest) -> HttpResponse:
    """Show the organisations below the place as a tree that opens branch by branch."""
    place, structure = here(request), _structure(request)
    context = {"title": _("Cây tổ chức"), "organisation": place, **_branches(request, place, structure)}
    return render(request, "organisations/tree.html", context)


@require_safe
def branch(request: OfficeRequest, code: str) -> HttpResponse:
    """Show the organisations right below one, as a part of the tree."""
    organisation = rules.get_visible(request.actor, code)
    context = _branches(request, organisation, _structure(request))
    return render(request, "organisations/branches.html", context)


def _structure(request: OfficeRequest) -> Structure:
    """Return which structure is asked for; an unknown one is an address that does not exist."""
    try:
        return Structure(request.GET.get("structure", "then"))
    except ValueError as error:
        raise NotVisible from error


def _branches(request: OfficeRequest, organisation: Organisation, structure: Structure) -> dict[str, Any]:
    """Return what stands right below an organisation today, or stood there on the last day of the period."""
    then = structure is Structure.THEN
    day = min(clock.today(), request.place.period.end) if then else clock.today()
    rows = (lists.branches_then if then else lists.branches)(request.actor, organisation, day)
    unborn = organisation.since is not None and organisation.since > day
    return {"branches": rows, "structure": structure.value, "day": day, "unborn": unborn}


@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    """Put a new organisation under its parent."""
    rules.require(rules.can_found_anywhere(request.actor))
    initial = {"parent": here(request)}
    return editing.page(
        request,
        OrganisationForm(editing.sent(request), actor=request.actor, initial=initial),
        title=_("Thêm tổ chức"),
        save=lambda record, _version: actions.found_organisation(actor=request.actor, organisation=record),
        done=lambda record: to(request, "portal:organisation", record.pk),
        cancel=to(request, "organisations:list"),
    )


@require_http_methods(["GET", "POST"])
@editing.keeping(OrganisationForm)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an organisation's name, group or dates."""
    organisation = rules.get_organisation(request.actor, pk)
    rules.require(rules.can_write(request.actor, organisation))
    return editing.page(
        request,
        OrganisationForm(editing.sent(request), actor=request.actor, instance=organisation),
        title=_("Sửa tổ chức"),
        save=lambda record, version: actions.update_organisation(
            actor=request.actor, organisation=record, version=version
        ),
        done=lambda record: to(request, "portal:organisation", record.pk),
        cancel=to(request, "portal:organisation", pk),
        history=audit.history,
    )
