"""The page of a person: where they belong and belonged, what they held, what happened."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from neuguong.audit import queries as audit
from neuguong.organisations import rules
from neuguong.organisations.models import Membership, Person
from neuguong.organisations.queries import memberships_of
from neuguong.portal.timeline import of_person
from neuguong.ui import entering, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a person; of commitments only that they were signed."""
    found = rules.get_person(request.actor, pk)
    may, memberships = _memberships(request, found)
    return showing.page(
        request,
        record=found,
        title=found.full_name,
        lines=showing.facts(found, "code", "birth_date", "gender", "party_status"),
        actions=_steps(request, found, may),
        back=Link(_("Người"), to(request, "organisations:person_list")),
        template="portal/person.html",
        memberships=memberships,
        events=of_person(request, found),
    )


def _memberships(request: OfficeRequest, found: Person) -> tuple[bool, list[tuple[Membership, bool, str]]]:
    """Return whether the actor keeps the person; and of each membership, if they may change it and who entered it."""
    actor, held = request.actor, list(memberships_of(request.actor, found))
    home = next((one.organisation for one in held if one.pk == one.home_id), None)  # type: ignore[attr-defined]
    is_open = not rules.is_erased(found.code)
    may = is_open and rules.keeps_list(actor, home)
    entries = audit.entered(Membership, [one.pk for one in held])
    return may, [
        (
            one,
            is_open and (may or not one.is_main) and rules.can_write_people(actor, one.organisation),
            entering.told(entries.get(one.pk)) if is_open else "",
        )
        for one in held
    ]


def _steps(request: OfficeRequest, found: Person, may: bool) -> list[Link]:
    """Who keeps the list changes it; whoever sees only their own asks for a correction."""
    if may:
        pages = [(_("Sửa"), "person_edit"), (_("Chuyển sinh hoạt"), "transfer_depart")]
    elif request.actor.person_id == found.pk:
        return [Link(_("Đề nghị sửa"), reverse("privacy:ask", args=["correct"]))]
    else:
        pages = []
    if rules.can_enter(request.actor) and not rules.is_erased(found.code):
        pages.append((_("Thêm nơi sinh hoạt"), "membership_create"))
    return [Link(words, to(request, f"organisations:{page}", found.pk)) for words, page in pages]
