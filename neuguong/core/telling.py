"""What people are told: rooms declare kinds of notices, config/wiring joins them, whoever reads gets the words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from neuguong.core.personal import Words

Said = Mapping[str, Any]
"""What fills the words of a notice: texts, numbers, days as ISO 8601; no name of a person but the reader's own."""


class Told(NamedTuple):
    """A notice in the language that is spoken now: what it is about, and a sentence more or nothing."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notices: `label` for lists and choices, `told` makes words of what was said.

    `at_once`: its mail does not wait for the digest of the day. Mails leave the building, so `told` must name no
    other person and nothing that the log seals.
    """

    code: str
    label: Words
    told: Callable[[Said], Told]
    at_once: bool = False


_KINDS: dict[str, NoticeKind] = {}


def join(kinds: Iterable[NoticeKind]) -> None:
    """Make kinds of notices known; two of one code are a mistake."""
    for kind in kinds:
        if _KINDS.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"two kinds of notices are called {kind.code!r}")


def kinds() -> tuple[NoticeKind, ...]:
    """Return all kinds, in the order in which they were joined."""
    return tuple(_KINDS.values())


def kind_of(code: str) -> NoticeKind | None:
    """Return a kind; None for one that this version does not know any more."""
    return _KINDS.get(code)


Addresses = Callable[[Collection[int]], Mapping[int, str]]
"""Of accounts by id, the addresses of those who may be written to: in use, and of somebody real."""
_ADDRESSES: list[Addresses] = []


def address_by(policy: Addresses) -> None:
    """Say who knows addresses; said once, where the rooms are joined."""
    _ADDRESSES[:] = [policy]


def addresses(accounts: Collection[int]) -> Mapping[int, str]:
    """Return account -> address of those who may be written to; nobody before anyone knows."""
    return _ADDRESSES[0](accounts) if _ADDRESSES else {}
