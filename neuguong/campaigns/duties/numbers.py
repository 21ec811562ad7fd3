"""Completeness and punctuality: shares of what has come due, the same duties added up."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from neuguong.campaigns.duties.states import Duty, DutyState
from neuguong.campaigns.queries.figures import percent


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many duties there are by state; excused ones and those not applicable are no part of a share."""

    open: int = 0
    late: int = 0
    met: int = 0
    met_late: int = 0
    excused: int = 0
    not_applicable: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def to_do(self) -> int:
        """How many still have to be done."""
        return self.open + self.late

    @property
    def due(self) -> int:
        """How many have come due or were done before that."""
        return self.late + self.done

    @property
    def done(self) -> int:
        """How many were done, in time or late."""
        return self.met + self.met_late

    @property
    def completeness(self) -> float | None:
        """Per cent done of what has come due, rounded half up to one decimal; None where nothing has."""
        return percent(self.done, self.due)

    @property
    def punctuality(self) -> float | None:
        """Per cent done in time of what has come due."""
        return percent(self.met, self.due)


def numbers(duties: Iterable[Duty]) -> Numbers:
    """Count duties by state."""
    counts = dict.fromkeys(DutyState, 0)
    for duty in duties:
        counts[duty.state] += 1
    return Numbers(**{state.value: count for state, count in counts.items()})
