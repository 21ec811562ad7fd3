"""The list of the log: a page by the number of its first or last entry, never counted, never skipped over.

What one act wrote, as a merger or its undoing, is one line that opens. Entries of an act stand side by side in the
chain and have one moment and one account.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet

from neuguong.audit.models import Entry

SIZE = 50
LEAST = 3
"""So many entries of one act make one line."""
_ROUNDS = 3
_KINDS_FIRST = "organisations.organisation"


@dataclass(slots=True)
class Act:
    """Entries that one act wrote, as far as they were read, and how many there are from number `oldest` to `newest`."""

    entries: list[Entry]
    newest: int
    oldest: int
    count: int

    @property
    def head(self) -> Entry:
        """The entry by which the act is told: of an organisation, where there is one, else the newest."""
        return next((one for one in self.entries if one.subject_kind == _KINDS_FIRST), self.entries[0])

    @property
    def is_folded(self) -> bool:
        """Whether it is one line for several entries."""
        return self.count > 1


@dataclass(frozen=True, slots=True)
class Page:
    """Some acts, the newest first, and whether there are newer and older ones."""

    acts: list[Act]
    newer: bool
    older: bool

    @property
    def heads(self) -> list[Entry]:
        """The entry of each line."""
        return [act.head for act in self.acts]


def page(rows: QuerySet[Entry], *, before: int | None = None, after: int | None = None, folds: bool = True) -> Page:
    """Return the entries just before the number `before`, or just after `after`, or the newest; acts in one line.

    Takes a few queries however many entries an act has.
    """
    back, end = after is not None, before if after is None else after
    found: list[Act] = []
    for _round in range(_ROUNDS):
        chunk = list(_beyond(rows, end, back=back)[: SIZE + 1])
        _join(found, chunk)
        is_more = len(chunk) > SIZE
        if not is_more:
            break
        end = _reach(rows, found[-1], back=back) if folds else chunk[-1].pk
        if len(_lines(found, folds=folds, back=back)) > SIZE:
            break
    lines = _lines(found, folds=folds, back=back)
    is_more = len(lines) > SIZE or (is_more and _beyond(rows, end, back=back).exists())
    shown = lines[:SIZE][::-1] if back else lines[:SIZE]
    return Page(shown, newer=is_more if back else before is not None, older=True if back else is_more)


def _beyond(rows: QuerySet[Entry], end: int | None, *, back: bool) -> QuerySet[Entry]:
    if back:
        return rows.filter(pk__gt=end).order_by("pk")
    return (rows if end is None else rows.filter(pk__lt=end)).order_by("-pk")


def _join(found: list[Act], chunk: Sequence[Entry]) -> None:
    """Add entries to the acts that they belong to; each act keeps its newest first."""
    for one in chunk:
        last = found[-1] if found else None
        if last is None or _key(last.entries[0]) != _key(one):
            found.append(Act([one], one.pk, one.pk, 1))
            continue
        last.count += 1
        if one.pk > last.newest:
            last.newest = one.pk
            last.entries.insert(0, one)
        else:
            last.oldest = one.pk
            last.entries.append(one)


def _key(one: Entry) -> tuple[object, ...]:
    return one.at, one.actor_id, one.batch


def _reach(rows: QuerySet[Entry], act: Act, *, back: bool) -> int:
    """Count an act to its other end, and return the number of that."""
    one = act.entries[0]
    alike = rows.filter(at=one.at, actor_id=one.actor_id, batch=one.batch)
    rest = alike.filter(pk__gt=act.newest) if back else alike.filter(pk__lt=act.oldest)
    told = rest.order_by().aggregate(count=Count("pk"), first=Min("pk"), last=Max("pk"))
    # Of an act that is too short for a line of its own, what was not read yet comes with the next portion.
    if told["count"] and act.count + told["count"] >= LEAST:
        act.count += told["count"]
        act.newest, act.oldest = max(act.newest, told["last"]), min(act.oldest, told["first"])
    return act.newest if back else act.oldest


def _lines(found: Sequence[Act], *, folds: bool, back: bool) -> list[Act]:
    """Return the acts, those of few entries taken apart."""
    lines: list[Act] = []
    for act in found:
        alone = [Act([one], one.pk, one.pk, 1) for one in act.entries]
        lines += [act] if folds and act.count >= LEAST else alone[::-1] if back else alone
    return lines
