"""Who may see and write reviews and returns."""

from neuguong.commitments.rules import LISTED_TO
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import OVER_THE_BASE, Organisation, Role
from neuguong.reporting.models import Return, Review

reviews = base.Gate(Review)
returns = base.Gate(Return)

# Figures behind which people stand one by one, by how their codes begin; who is told their names.
_OF_COMMITMENTS = ("commitment", "plans_personal", "pledges_")
_OF_PEOPLE = ("study_people", "study_visits", "study_attended", "study_rate")
# Pages of records, by the model's label, and who may open them.
_OPENED_TO = {"organisations.person": base.PEOPLE_READERS, "commitments.commitment": LISTED_TO}


def may_list(actor: Actor, organisation: Organisation, code: str) -> bool:
    """Tell whether `actor` may read the records behind a figure, beyond the figure itself."""
    if code.startswith(_OF_COMMITMENTS):
        return actor.reaches(organisation.path, *LISTED_TO)
    return actor.reaches(organisation.path, *(base.PEOPLE_READERS if code.startswith(_OF_PEOPLE) else base.READERS))


def may_open(actor: Actor, organisation: Organisation, kind: str) -> bool:
    """Tell whether `actor` may open the page of a record of `organisation`; `kind` is its model's label."""
    return actor.reaches(organisation.path, *_OPENED_TO.get(kind, base.READERS))


def can_review(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may prepare, edit and freeze the review of `organisation`."""
    return actor.reach_all or base.can_write(actor, organisation)


def can_request(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may ask the grassroots organisations below for figures: an officer above the base."""
    return organisation.kind in OVER_THE_BASE and actor.reaches(organisation.path, Role.OFFICER)
