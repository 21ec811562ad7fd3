"""Every write of notices. They are no records: what they tell of has its own entries in the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.utils.translation import get_language

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.telling import Said
from neuguong.notices import rules
from neuguong.notices.carrying import Round, carry
from neuguong.notices.models import Letter, Notice

__all__ = ["News", "Round", "carry", "read_all", "read_notice", "tell", "write_letter"]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class News:
    """Something to be told to the account `to`; `key` is the same whenever the same is told again."""

    to: int
    kind: str
    key: str
    said: Said = field(default_factory=dict)
    link: str = ""


def tell(news: Iterable[News]) -> None:
    """Tell each once: what was told before under its key is left as it is. One statement for 500."""
    rows = [Notice(recipient_id=one.to, kind=one.kind, key=one.key, said=one.said, link=one.link) for one in news]
    Notice.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def read_notice(*, actor: Actor, notice: Notice) -> None:
    """Note that the actor has read a notice."""
    rules.visible_to(actor).filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())


def read_all(*, actor: Actor) -> int:
    """Note that the actor has read all there is, and return how many were new."""
    return rules.visible_to(actor).filter(read_at__isnull=True).update(read_at=clock.now())


def write_letter(
    *, to: int, key: str, sort: str, subject: str, lines: Sequence[str], link: str = "", button: str = ""
) -> Letter:
    """Put a letter to the account `to` into the outbox, in the running transaction: it goes out if that is kept.

    Queued again under its key it stays one letter. Never for what lets somebody in: it lies here readable.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    values = {
        "recipient_id": to,
        "sort": sort,
        "subject": subject[:200],
        "said": {"lines": list(lines), "link": link, "button": button},
        "language": get_language() or settings.LANGUAGE_CODE,
        "message_id": make_msgid(domain=host),
    }
    letter, _new = Letter.objects.get_or_create(key=key, defaults=values)
    return letter
