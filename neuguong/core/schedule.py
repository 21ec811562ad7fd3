"""Work that comes round by itself: rooms offer it, config/wiring joins it, `neuguong tick` does what is due."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of scheduled work.

    `run` does what is due now and returns what it did in a sentence, or nothing where nothing was due: called
    twice, the second time does no harm.
    """

    code: str
    run: Callable[[], str]


_WORKS: dict[str, Work] = {}


def join(work: Work) -> None:
    """Make a piece of work known; two of one code are a mistake."""
    if _WORKS.setdefault(work.code, work) is not work:
        raise ValueError(f"two pieces of work are called {work.code!r}")


def works() -> tuple[Work, ...]:
    """Return all work, in the order in which it was joined."""
    return tuple(_WORKS.values())
