"""Who may see commitments, and who may read what they say.

Facts (that one was signed, when) serve the lists of whoever chases them; content and result are
read by the writer, the cell's committee and the committee that keeps the file, by nobody above.
"""

from neuguong.commitments.models import Commitment
from neuguong.core.actor import Actor
from neuguong.organisations import rules as base
from neuguong.organisations.models import Role

commitments = base.Gate(Commitment)

# The officer of a committee above the base sees figures and facts, never content.
_KEEPERS = (Role.SECRETARY,)


def can_read_content(actor: Actor, commitment: Commitment) -> bool:
    """Tell whether `actor` may read what the commitment says; the system itself may not."""
    if actor.person_id is not None and actor.person_id == commitment.person_id:
        return True
    return any(
        grant.role in _KEEPERS
        and commitment.organisation.path.startswith(grant.path)
        and grant.path.count(".") > 1
        for grant in actor.grants
    )
