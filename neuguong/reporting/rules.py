"""Who may see and write reviews and returns."""

from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Kind, Organisation, Role
from neuguong.reporting.models import Return, Review

reviews = base.Gate(Review)
returns = base.Gate(Return)


# Figures behind which people stand one by one; their names are for those who keep the lists.
_OF_PEOPLE = ("commitment", "plans_personal", "pledges_", "study_people", "study_visits", "study_rate")


# Records that are read by those who keep the lists.
_PEOPLE = ("organisations.person", "commitments.commitment")


def may_list(actor: Actor, organisation: Organisation, code: str) -> bool:
    """Tell whether `actor` may read the records behind a figure, beyond the figure itself."""
    if code.startswith(_OF_PEOPLE):
        return actor.reaches(organisation.path, *base.PEOPLE_READERS)
    return actor.reaches(organisation.path, *base.READERS)


def may_open(actor: Actor, organisation: Organisation, kind: str) -> bool:
    """Tell whether `actor` may open the page of a record of `organisation`; `kind` is its model's label."""
    return actor.reaches(organisation.path, *(base.PEOPLE_READERS if kind in _PEOPLE else base.READERS))


def can_review(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may prepare, edit and freeze the review of `organisation`."""
    return actor.reach_all or base.can_write(actor, organisation)


def can_request(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` may ask the grassroots organisations below for figures: an officer above the base."""
    above = (Kind.PROVINCE, Kind.BLOC)
    return organisation.kind in above and actor.reaches(organisation.path, Role.OFFICER)
