"""Carrying letters from the outbox to the mail server: each once, whoever is killed in between."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation

from neuguong.core import clock
from neuguong.core.telling import addresses
from neuguong.notices.handing import Away, Later, Lost, Marks, Refused, hand_over
from neuguong.notices.journal import Journal, carrying
from neuguong.notices.lifecycle import advance
from neuguong.notices.models import Letter, LetterStatus
from neuguong.ui import letters

UNDER_WAY = (LetterStatus.SENDING, LetterStatus.HANDING)
# What a server does not take now is tried again after 2, 4, 8 … minutes, and for five days (RFC 5321, 4.5.4.1).
_LONGEST_PAUSE = 360
_AFTER_SILENCE = dt.timedelta(minutes=1)
_GIVES_UP = dt.timedelta(days=5)


@dataclass(slots=True)
class Round:
    """What came of a round: how many letters went out, and what stopped it, if anything did."""

    sent: int = 0
    trouble: str = ""
    busy: bool = False


def carry(go_on: Callable[[], bool] = lambda: True) -> Round:
    """Send what is due, until nothing is or `go_on` says no. One carrier at a time; others return at once.

    What a dead carrier had in hand is settled first. A server that is away ends the round, and nothing is lost.
    """
    done = Round()
    with carrying(settings.HOME) as journal:
        if journal is None:
            done.busy = True
            return done
        _settle(journal)
        post: BaseEmailBackend = get_connection()
        try:
            while go_on() and (letter := _claimed(journal)):
                done.sent += _carried(letter, post, journal)
        except Away as error:
            done.trouble = str(error)
        finally:
            with suppress(OSError):
                post.close()
    return done


def _settle(journal: Journal) -> None:
    """Bring on what a dead carrier had in hand."""
    for letter in Letter.objects.filter(status__in=UNDER_WAY):
        event = journal.fate(letter.claim) if letter.status == LetterStatus.HANDING else "put_back"
        advance(letter, event)


def _claimed(journal: Journal) -> Letter | None:
    """Return the letter that has waited longest, now ours."""
    waiting = Letter.objects.filter(status=LetterStatus.QUEUED, not_before__lte=clock.now())
    for letter in waiting.order_by("not_before", "pk")[:1]:
        if advance(letter, "claim", claim=journal.new_claim(), attempts=letter.attempts + 1):
            return letter
    return None


def _carried(letter: Letter, post: BaseEmailBackend, journal: Journal) -> bool:
    """Carry a letter that is ours, and return whether it was taken on; raises Away."""
    address = addresses([letter.recipient_id]).get(letter.recipient_id)
    if address is None:
        advance(letter, "drop")
        return False
    marks = Marks(lambda: _begin(letter), lambda: journal.ended(letter.claim), lambda: journal.answered(letter.claim))
    try:
        _open(post)
        hand_over(post, mail_of(letter, address), marks)
    except Away as error:
        post.close()
        # Where the last line went out and the server fell silent, the letter is still ours (RFC 5321, 6.1).
        pause = _AFTER_SILENCE if letter.status == LetterStatus.HANDING else dt.timedelta()
        advance(letter, "put_back", trouble=str(error)[:300], not_before=clock.now() + pause)
        raise
    except Later as error:
        _postpone(letter, str(error))
    except (Refused, ValueError) as error:
        # What can never be sent must not stop those behind it: a wrong address is a ValueError here.
        advance(letter, "refuse", trouble=str(error)[:300], ended_at=clock.now())
    except Lost:
        post.close()
    else:
        return advance(letter, "accept", trouble="")
    return False


def _begin(letter: Letter) -> None:
    if not advance(letter, "hand"):
        raise Lost


def _open(post: BaseEmailBackend) -> None:
    try:
        post.open()
    except OSError as error:
        raise Away(str(error) or type(error).__name__) from error


def _postpone(letter: Letter, trouble: str) -> None:
    now = clock.now()
    if now - letter.queued_at > _GIVES_UP:
        advance(letter, "refuse", trouble=trouble[:300], ended_at=now)
        return
    pause = dt.timedelta(minutes=min(2**letter.attempts, _LONGEST_PAUSE))
    advance(letter, "put_back", trouble=trouble[:300], not_before=now + pause)


def mail_of(letter: Letter, address: str) -> EmailMultiAlternatives:
    """Return the mail of a letter, the same at every try."""
    with translation.override(letter.language):
        mail = letters.composed(to=address, subject=letter.subject, **letter.said)
    mail.extra_headers = {
        "Message-ID": letter.message_id,
        "Date": format_datetime(letter.queued_at),
        "Auto-Submitted": "auto-generated",
    }
    return mail
