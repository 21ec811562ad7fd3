"""The one place where the rooms' figures, duties and events are joined."""

from neuguong.activities import figures as activities
from neuguong.classification import figures as classification
from neuguong.commendations import figures as commendations
from neuguong.commitments import figures as commitments
from neuguong.directives import figures as directives
from neuguong.initiatives import figures as initiatives
from neuguong.reporting import figures as reporting

# In the order of the contract, which is the order of the work.
_ROOMS = (directives, activities, commitments, initiatives, commendations, classification, reporting)


def join() -> None:
    """Join everything; called once when Django is ready."""
    for room in _ROOMS:
        room.join()
