"""What a person proposes to correct, applied as the office would by hand."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.actions import update_person
from neuguong.organisations.queries.lists import main_membership
from neuguong.privacy.models import DataRequest

# What a person may propose: their own facts; where they belong and what they hold is the office's to know.
PROPOSED = ("full_name", "birth_date", "gender", "party_status")


def proposal_of(typed: dict[str, Any]) -> dict[str, str]:
    """Return what was typed as it is kept: ISO days, nothing that was left empty."""
    found = {name: typed.get(name) for name in PROPOSED}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else str(value) for name, value in found.items() if value
    }


def apply_proposal(actor: Actor, request: DataRequest) -> None:
    """Change the person's record by the ordinary action; nothing where only words were written."""
    if not request.proposal:
        return
    person = request.person
    main = main_membership(person) if person else None
    if person is None or main is None:
        raise Refusal(_("Người này chưa có nơi sinh hoạt. Ghi nơi sinh hoạt ở trang Người trước."))
    for name in PROPOSED:
        value = request.proposal.get(name)
        if value:
            setattr(person, name, dt.date.fromisoformat(value) if name == "birth_date" else value)
    posts = dict(main.posts.values_list("sort", "title"))
    update_person(actor=actor, person=person, membership=main, posts=posts)
