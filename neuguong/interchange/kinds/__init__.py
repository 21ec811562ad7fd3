"""The kinds of rows that a workbook may hold, in the order in which they are written."""

from neuguong.interchange.kinds.activities import Attendances, Issues, Sessions
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.classification import Classifications
from neuguong.interchange.kinds.commendations import Awards, Nominations, Rounds
from neuguong.interchange.kinds.commitments import Commitments
from neuguong.interchange.kinds.directives import Directives, Tasks
from neuguong.interchange.kinds.grants import Grants
from neuguong.interchange.kinds.initiatives import Exemplars, Initiatives
from neuguong.interchange.kinds.memberships import Memberships
from neuguong.interchange.kinds.organisations import Organisations
from neuguong.interchange.kinds.people import People
from neuguong.interchange.kinds.returns import Returns

# What is referred to comes before what refers to it.
KINDS: dict[str, type[Kind]] = {
    kind.code: kind
    for kind in (
        Organisations,
        People,
        Memberships,
        Grants,
        Rounds,
        Directives,
        Tasks,
        Sessions,
        Attendances,
        Issues,
        Commitments,
        Initiatives,
        Exemplars,
        Awards,
        Nominations,
        Classifications,
        Returns,
    )
}

__all__ = ["KINDS", "Kind"]
