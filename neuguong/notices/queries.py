"""Every read of notices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.telling import Told, kind_of
from neuguong.notices import rules
from neuguong.notices.models import Carrier, Letter, LetterStatus, Notice, Preference

# A carrier says twice a minute that it is there, save while a server takes its time over a letter.
_SILENT = dt.timedelta(minutes=6)


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in the words of its reader."""

    pk: int
    told: Told
    at: dt.datetime
    is_new: bool
    link: str


def notices_of(actor: Actor, *, only_new: bool = False, kind: str = "") -> QuerySet[Notice]:
    """Return what `actor` was told, the newest first."""
    rows = rules.visible_to(actor).order_by("-at", "-pk")
    if only_new:
        rows = rows.filter(read_at__isnull=True)
    return rows.filter(kind=kind) if kind else rows


def lines(rows: Iterable[Notice]) -> list[Line]:
    """Return notices in words; of a kind that is gone nothing can be said but when."""
    return [Line(row.pk, words(row), row.at, row.read_at is None, row.link) for row in rows]


def words(row: Notice) -> Told:
    """Return the words of a notice in the language that is spoken now."""
    kind = kind_of(row.kind)
    return kind.told(row.said) if kind else Told(row.kind)


def preference_of(actor: Actor) -> Preference:
    """Return how the actor is told by mail; unsaved where nothing was set."""
    account = actor.user_id or 0
    return Preference.objects.filter(account_id=account).first() or Preference(account_id=account)


@dataclass(frozen=True, slots=True)
class Outbox:
    """How the outbox stands: letters by status, since when the first of them waits, and who carries them."""

    counts: dict[str, int]
    waiting_since: dt.datetime | None
    carrier: Carrier | None

    @property
    def is_running(self) -> bool:
        """Tell whether letters are being carried: somebody said so within the last minutes."""
        return self.carrier is not None and clock.now() - self.carrier.seen_at < _SILENT


def outbox() -> Outbox:
    """Return how the outbox stands; two queries."""
    rows = Letter.objects.order_by().values_list("status").annotate(count=Count("pk"), first=Min("queued_at"))
    found = {status: (count, first) for status, count, first in rows}
    waiting = [found[status][1] for status in ("queued", "sending", "handing") if status in found]
    counts = {status: count for status, (count, _first) in found.items()}
    return Outbox(counts, min(waiting, default=None), Carrier.objects.first())


def stuck_letters() -> QuerySet[Letter]:
    """Return the letters that somebody has to look at, the newest first."""
    return Letter.objects.filter(status__in=(LetterStatus.FAILED, LetterStatus.UNSURE)).order_by("-pk")


def count_new(account: str) -> Coalesce:
    """Return an expression: how many unread notices there are for the account at that field of the outer query."""
    rows = Notice.objects.filter(recipient_id=OuterRef(account), read_at__isnull=True).order_by()
    counted = rows.values("recipient_id").annotate(count_=Count("pk")).values("count_")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
