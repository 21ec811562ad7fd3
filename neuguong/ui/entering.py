"""Who entered a record for whom, in words; told on its page, in exports and in a person's copy."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from neuguong.core.actor import apart
from neuguong.ui.history import Entry
from neuguong.ui.values import date, number


class Entered(Protocol):
    """What is needed of the entry that began a record."""

    @property
    def at(self) -> dt.datetime: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_label(self) -> str: ...
    @property
    def batch(self) -> int | None: ...


def told(entry: Entered | None, whom: str = "", account: int | None = None) -> str:
    """Return that a record was entered for `whom` (whose account that is), or for whoever was away; else nothing."""
    if entry is None or (whom and account is not None and entry.actor_id == account):
        return ""
    name, away = apart(entry.actor_label)
    if not (whom or away):
        return ""
    words = {
        "whom": whom or away,
        "who": entry.actor_label if whom else name,
        "day": date(timezone.localtime(entry.at).date()),
    }
    if entry.batch is not None:
        return _("%(who)s nhập thay %(whom)s ngày %(day)s, từ tệp") % words
    return _("%(who)s nhập thay %(whom)s ngày %(day)s") % words


def of_record(record: Model, history: Iterable[Entry]) -> str:
    """Return the same of a record whose entries are there, the newest first."""
    begun = [one for one in history if one.before is None and one.after is not None and not one.event.endswith(".read")]
    first: Any = begun[-1] if begun else None
    person = getattr(record, getattr(record, "entered_for", "") or "-", None)
    return told(first, person.full_name, person.account_id) if person is not None else told(first)


def of_many(rows: Iterable[tuple[Entered, int | None]]) -> str:
    """Return who entered how many of a list's rows for others; each row brings the account of whose it is."""
    counts: Counter[tuple[str, dt.date, bool]] = Counter(
        (entry.actor_label, timezone.localtime(entry.at).date(), entry.batch is not None)
        for entry, account in rows
        if account is None or entry.actor_id != account
    )
    return "; ".join(_some(*key, count) for key, count in counts.most_common())


def _some(who: str, day: dt.date, is_from_file: bool, count: int) -> str:
    words = {"who": who, "day": date(day), "count": number(count)}
    if is_from_file:
        return _("%(who)s nhập thay %(count)s người ngày %(day)s, từ tệp") % words
    return _("%(who)s nhập thay %(count)s người ngày %(day)s") % words
