"""Who may see commitments, and who may read what they say.

Facts (that one was signed, when) serve the lists of whoever keeps and chases them; content and result
are read by the writer, the cell's committee and the committee that keeps the file, by nobody above.
"""

from django.db.models import Q, QuerySet

from neuguong.commitments.models import Commitment
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Membership, Organisation, Role

# The officer of a committee above the base sees figures and facts, never content.
_KEEPERS = (Role.SECRETARY,)
# Who is told, one by one, that somebody signed: those who keep and chase lists, never who runs the machine.
LISTED_TO = tuple(role for role in base.PEOPLE_READERS if role != Role.ADMIN)


class CommitmentGate(base.Gate[Commitment]):
    """One by one, commitments are seen by those who keep the lists of people, and each one's own by its writer."""

    def visible_to(self, actor: Actor) -> QuerySet[Commitment]:
        """Return the commitments whose facts `actor` may see."""
        rows = Commitment.objects.filter(_listed(actor, "organisation__path"))
        return rows.filter(Q() if actor.reach_all else base.named_to(actor)).select_related("person")


commitments = CommitmentGate(Commitment)


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the memberships that may be named to `actor` as owing a commitment."""
    rows = Membership.objects.filter(_listed(actor, "organisation__path"))
    return rows if actor.reach_all else rows.filter(base.named_to(actor))


def can_read_content(actor: Actor, commitment: Commitment) -> bool:
    """Tell whether `actor` may read what the commitment says; the system itself may not."""
    if actor.person_id is not None and actor.person_id == commitment.person_id:
        return True
    return keeps_content(actor, commitment.organisation)


def keeps_content(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` keeps the commitments of `organisation` as files, with what they say."""
    return keeps_content_at(actor, organisation.path)


def keeps_content_at(actor: Actor, path: str) -> bool:
    """Tell the same of the organisation at a tree path."""
    return any(path.startswith(root) for root in _kept(actor))


def keeps_content_anywhere(actor: Actor) -> bool:
    """Tell whether `actor` keeps commitments with what they say at any organisation."""
    return bool(_kept(actor))


def reads_any(actor: Actor) -> bool:
    """Tell whether a list may hold results for `actor`: of the people they keep, or a member's own."""
    return bool(_kept(actor)) or not actor.roots(*LISTED_TO)


def readable_by(actor: Actor) -> Q:
    """Return the condition of commitments whose content `actor` may read, as `can_read_content` tells of one."""
    condition = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    for root in _kept(actor):
        condition |= Q(organisation__path__under=root)
    return condition


def _kept(actor: Actor) -> list[str]:
    return [grant.path for grant in actor.grants if grant.role in _KEEPERS and grant.path.count(".") > 1]


def _listed(actor: Actor, path: str) -> Q:
    own = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    return base.reach(actor, path, *LISTED_TO) | own
