"""What may follow what of letters. The only writer of their status, always by one statement that asks for the old."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from neuguong.core import clock
from neuguong.notices.models import Letter, LetterStatus

LETTERS: Mapping[tuple[str, str], LetterStatus] = MappingProxyType(
    {
        (LetterStatus.QUEUED, "claim"): LetterStatus.SENDING,
        (LetterStatus.SENDING, "hand"): LetterStatus.HANDING,
        (LetterStatus.SENDING, "put_back"): LetterStatus.QUEUED,
        (LetterStatus.SENDING, "refuse"): LetterStatus.FAILED,
        (LetterStatus.SENDING, "drop"): LetterStatus.DROPPED,
        (LetterStatus.HANDING, "accept"): LetterStatus.SENT,
        (LetterStatus.HANDING, "put_back"): LetterStatus.QUEUED,
        (LetterStatus.HANDING, "refuse"): LetterStatus.FAILED,
        (LetterStatus.HANDING, "doubt"): LetterStatus.UNSURE,
        (LetterStatus.UNSURE, "again"): LetterStatus.QUEUED,
        (LetterStatus.FAILED, "again"): LetterStatus.QUEUED,
    }
)
# Once there, nothing of what a letter says is needed any more.
_OVER = (LetterStatus.SENT, LetterStatus.DROPPED)


def advance(letter: Letter, event: str, **changes: Any) -> bool:
    """Let `event` happen to a letter, and return whether it did: not where it is another's by now, or elsewhere.

    `changes` are further fields to set. In the database first, in `letter` too where it happened there.
    """
    target = LETTERS.get((letter.status, event))
    if target is None:
        return False
    changes["status"] = target
    if target in _OVER:
        changes |= {"ended_at": clock.now(), "subject": "", "said": {}}
    rows = Letter.objects.filter(pk=letter.pk, status=letter.status, claim=letter.claim)
    if not rows.update(**changes):
        return False
    for name, value in changes.items():
        setattr(letter, name, value)
    return True
