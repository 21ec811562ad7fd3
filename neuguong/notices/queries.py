"""Every read of notices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from neuguong.core.actor import Actor
from neuguong.core.telling import Told, kind_of
from neuguong.notices import rules
from neuguong.notices.models import Notice, Preference


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


def count_new(account: str) -> Coalesce:
    """Return an expression: how many unread notices there are for the account at that field of the outer query."""
    rows = Notice.objects.filter(recipient_id=OuterRef(account), read_at__isnull=True).order_by()
    counted = rows.values("recipient_id").annotate(count_=Count("pk")).values("count_")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
