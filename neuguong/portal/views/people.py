"""The page of a person: where they belong and belonged, what they held, what happened."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.organisations import rules
from neuguong.organisations.queries import memberships_of
from neuguong.portal.timeline import of_person
from neuguong.ui import showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a person; of commitments only that they were signed."""
    found = rules.get_person(request.actor, pk)
    edit = Link(_("Sửa"), to(request, "organisations:person_edit", pk))
    return showing.page(
        request,
        record=found,
        title=found.full_name,
        lines=showing.facts(found, "code", "birth_date", "gender", "party_status"),
        actions=[edit] if rules.can_write_person(request.actor, found) else [],
        back=Link(_("Người"), to(request, "organisations:person_list")),
        template="portal/person.html",
        memberships=memberships_of(found),
        events=of_person(request, found),
    )
