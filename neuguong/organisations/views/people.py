"""Register and forms of people; the page of each one is the portal's."""

import datetime as dt

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.core import clock
from neuguong.organisations import actions, rules
from neuguong.organisations.forms import PersonForm
from neuguong.organisations.models import Person
from neuguong.organisations.queries import lists
from neuguong.organisations.tables import PEOPLE, PEOPLE_FILTERS
from neuguong.organisations.views.place import here
from neuguong.ui import editing, exports, listing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


def _day(request: OfficeRequest) -> dt.date:
    """Return the day whose people are listed: the end of the period, or today before that."""
    return min(clock.today(), request.place.period.end)


def _rows(request: OfficeRequest) -> QuerySet[Person]:
    return lists.people_at(request.actor, here(request), _day(request))


exports.offer("people", _rows, PEOPLE_FILTERS)


@require_safe
def person_list(request: OfficeRequest) -> HttpResponse:
    """Show the people of the place and below it, at the end of the period or today."""
    place, day = here(request), _day(request)
    new = Link(_("Thêm người"), to(request, "organisations:person_create"))
    return listing.page(
        request,
        table=PEOPLE,
        rows=_rows(request),
        sheet="people",
        filters=PEOPLE_FILTERS,
        title=_("Người"),
        lead=_("Đang sinh hoạt ngày %(day)s") % {"day": day.strftime("%d/%m/%Y")},
        empty=_("Danh sách cán bộ, đảng viên, người lao động của đơn vị; cam kết và điểm danh dựa vào đây."),
        create=new if rules.can_write_people(request.actor, place) else None,
    )


@require_http_methods(["GET", "POST"])
def person_create(request: OfficeRequest) -> HttpResponse:
    """Enter a person."""
    rules.require(rules.can_enter(request.actor))
    form = PersonForm(editing.sent(request), actor=request.actor, initial={"organisation": here(request)})
    return editing.page(
        request,
        form,
        title=_("Thêm người"),
        save=lambda person, _version: actions.enrol_person(
            actor=request.actor, person=person, membership=form.membership, **form.held
        ),
        done=lambda person: to(request, "portal:person", person.pk),
        cancel=to(request, "organisations:person_list"),
    )


@require_http_methods(["GET", "POST"])
@editing.keeping(PersonForm)
def person_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a person's data, posts and the dates of their main membership."""
    person = rules.get_person(request.actor, pk)
    rules.require(rules.can_write_person(request.actor, person))
    form = PersonForm(editing.sent(request), actor=request.actor, instance=person)
    return editing.page(
        request,
        form,
        title=_("Sửa thông tin người"),
        save=lambda record, version: _updated(request, form, record, version),
        done=lambda record: to(request, "portal:person", record.pk),
        cancel=to(request, "portal:person", pk),
        history=audit.history,
    )


def _updated(request: OfficeRequest, form: PersonForm, person: Person, version: int | None) -> Person:
    return actions.update_person(
        actor=request.actor, person=person, membership=form.membership, version=version, **form.held
    )
