"""Every write of notices. They are no records: what they tell of has its own entries in the log."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden
from neuguong.core.telling import Said
from neuguong.notices import rules
from neuguong.notices.carrying import Round, carry
from neuguong.notices.digesting import write_mails
from neuguong.notices.lifecycle import advance
from neuguong.notices.models import Carrier, Letter, Notice, Preference
from neuguong.notices.writing import write_letter

__all__ = [
    "News",
    "Round",
    "beat",
    "carry",
    "forget_letters",
    "read_all",
    "read_notice",
    "send_again",
    "set_preference",
    "settle",
    "tell",
    "write_letter",
    "write_mails",
]

_AT_ONCE = 500
_KEPT = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class News:
    """Something to be told to the account `to`; `key` is the same whenever the same is told again."""

    to: int
    kind: str
    key: str
    said: Said = field(default_factory=dict)
    link: str = ""


def untold(news: Collection[News]) -> list[News]:
    """Return those that were not told yet."""
    told = set(Notice.objects.filter(key__in=[one.key for one in news]).values_list("key", flat=True))
    return [one for one in news if one.key not in told]


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


def beat(*, place: str, trouble: str) -> None:
    """Note that letters are being carried at `place`, and what is in the way, if anything is."""
    told = {"place": place[:120], "trouble": trouble[:300], "seen_at": clock.now()}
    Carrier.objects.update_or_create(pk=1, defaults=told)


def send_again(*, actor: Actor, letter: Letter) -> bool:
    """Put a letter back that was refused, or of which nobody knows whether it arrived; tells whether it was one."""
    done = advance(letter, "again", not_before=clock.now(), queued_at=clock.now(), ended_at=None, trouble="")
    if done:
        audit.record(actor=actor, event="letter.sent_again", subject=letter)
    return done


def forget_letters() -> str:
    """Delete letters that went out, or were dropped, so long ago that nobody asks for them or writes them again."""
    Letter.objects.filter(ended_at__lt=clock.now() - _KEPT, status__in=("sent", "dropped")).delete()
    return ""


def settle(*, kind: str, still: Collection[str], since: dt.date) -> int:
    """Note as read what was told of and is over: notices of `kind` of nothing that is in `still`.

    What was due before `since` is over too: nobody asked what is still owed of then.
    """
    rows = Notice.objects.filter(kind=kind, read_at=None).values_list("pk", "said")
    over = [pk for pk, said in rows if said["what"] not in still or said["due"] < since.isoformat()]
    return Notice.objects.filter(pk__in=over).update(read_at=clock.now())


def set_preference(*, actor: Actor, preference: Preference) -> Preference:
    """Set how the actor is told by mail."""
    if actor.user_id is None or preference.account_id != actor.user_id:
        raise Forbidden
    return audit.save(actor=actor, event="preference.set", subject=preference)
