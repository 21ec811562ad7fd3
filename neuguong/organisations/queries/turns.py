"""What organisations were and where they stood, as turning points; and the tree paths that follow from them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Max, Min, QuerySet

from neuguong.core.errors import Refusal
from neuguong.organisations.models import EventKind, LifePart, Organisation, Placement

DAY = dt.timedelta(days=1)
_FIRST, _LAST = dt.date.min, dt.date.max
_LONGEST: int = Placement._meta.get_field("path").max_length or 0
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Turn:
    """What an organisation is from the day `since` on, until its next turn; the first has no day.

    `name` and `kind` are empty where they are those of today.
    """

    since: dt.date | None
    parent_id: int | None
    name: str = ""
    kind: str = ""

    def as_row(self) -> list[Any]:
        """Return what JSON takes."""
        return [self.since and self.since.isoformat(), self.parent_id, self.name, self.kind]

    @classmethod
    def of_row(cls, row: list[Any]) -> "Turn":
        """Read what `as_row` gave."""
        return cls(dt.date.fromisoformat(row[0]) if row[0] else None, *row[1:])


@dataclass(frozen=True, slots=True)
class Place:
    """A turn with the path of its time; an organisation that was moved along has several of one turn."""

    turn: Turn
    since: dt.date | None
    path: str


def turns(organisation_id: int) -> list[Turn]:
    """Return the turning points of one organisation, the oldest first."""
    return turns_of([organisation_id])[organisation_id]


def turns_of(numbers: Iterable[int]) -> dict[int, list[Turn]]:
    """Return the turning points of each organisation: what changed above it makes none of its own."""
    rows_of: dict[int, list[Turn]] = {number: [] for number in numbers}
    for part in portions(list(rows_of)):
        rows = Placement.objects.filter(organisation__in=part).order_by(
            "organisation_id", F("since").asc(nulls_first=True), "pk"
        )
        for pk, since, parent, name, kind in rows.values_list("organisation_id", "since", "parent_id", "name", "kind"):
            rows_of[pk].append(Turn(since, parent, name, kind))
    return {number: settled(own) for number, own in rows_of.items()}


def last_event(organisation: Organisation) -> dt.date | None:
    """Return the day on which the organisation last took part in an event or changed its place.

    That a duplicate was found, or a superior entered late, are no events of its life.
    """
    days = [turns(organisation.pk)[-1].since, _lived(organisation).aggregate(at=Max("event__date"))["at"]]
    return max((day for day in days if day is not None), default=None)


def first_event(organisation: Organisation) -> dt.date | None:
    """Return the day on which the organisation first took part in an event or changed its place, its founding aside."""
    parts = _lived(organisation).exclude(event__kind=EventKind.FOUNDED)
    days = [*(turn.since for turn in turns(organisation.pk)[1:2]), parts.aggregate(at=Min("event__date"))["at"]]
    return min((day for day in days if day is not None), default=None)


def _lived(organisation: Organisation) -> QuerySet[LifePart]:
    parts = organisation.life_parts.exclude(event__kind=EventKind.FOLDED)
    return parts.exclude(event__kind=EventKind.FOUNDED, role=LifePart.Role.ALONG)


def turned(old: list[Turn], day: dt.date, *, name: str = "", kind: str = "", **new: Any) -> list[Turn]:
    """Return the turns with one more at `day`, where `new` begins.

    `name` and `kind` are what was borne before, where that changes: earlier turns then tell it.
    """
    last = old[-1]
    kept = old[:-1] if last.since == day else old
    told = [replace(turn, name=turn.name or name, kind=turn.kind or kind) for turn in kept]
    return settled([*told, replace(last, since=day, **new)])


def settled(own: list[Turn]) -> list[Turn]:
    """Return the turns without those that change nothing."""
    found: list[Turn] = []
    for turn in own:
        if not found or replace(found[-1], since=turn.since) != turn:
            found.append(turn)
    return found


def standing_under(numbers: Iterable[int]) -> set[int]:
    """Return the organisations that stand or ever stood at or under one of `numbers`."""
    found = set(numbers)
    for path in Placement.objects.filter(organisation__in=list(found)).values_list("path", flat=True).distinct():
        found |= set(Placement.objects.filter(path__under=path).values_list("organisation_id", flat=True))
    return found


class History:
    """The tree through all time, as far as it has to be known; `changed` turns prevail over the stored ones."""

    def __init__(self, changed: Mapping[int, list[Turn]]) -> None:
        self._turns = dict(changed)

    def load(self, numbers: Iterable[int]) -> None:
        """Read the turns of organisations and of all that they ever stood under."""
        missing = set(numbers) - self._turns.keys()
        while missing := missing | self._upper() - self._turns.keys():
            self._turns.update(turns_of(missing))
            missing = set()

    def _upper(self) -> set[int]:
        return {turn.parent_id for own in self._turns.values() for turn in own if turn.parent_id is not None}

    def places(self, number: int) -> list[Place]:
        """Return where an organisation stood; raises Refusal where it would stand under itself."""
        found: list[Place] = []
        for since, turn, path in self._places(number, _FIRST, _LAST, ()):
            place = Place(turn, None if since == _FIRST else since, path)
            if not found or (found[-1].turn, found[-1].path) != (turn, path):
                found.append(place)
        return found

    def _places(
        self, number: int, start: dt.date, end: dt.date, line: tuple[int, ...]
    ) -> Iterator[tuple[dt.date, Turn, str]]:
        if number in line:
            names = Organisation.objects.values_list("name", flat=True)
            raise Refusal(
                f"{names.get(pk=line[-1])} nằm trong {names.get(pk=number)}, không thể làm cấp trên của nó. "
                "Chọn một cấp trên khác."
            )
        for turn, first, last in _spans(self._turns[number], start, end):
            if turn.parent_id is None:
                yield first, turn, f"{number}."
                continue
            for since, _turn, path in self._places(turn.parent_id, first, last, (*line, number)):
                yield since, turn, self._below(path, number)

    def _below(self, path: str, number: int) -> str:
        if len(path) + len(str(number)) + 1 > _LONGEST:
            raise Refusal("Cây tổ chức ở đây có quá nhiều cấp; chọn một cấp trên cao hơn.")
        return f"{path}{number}."


def _spans(own: list[Turn], start: dt.date, end: dt.date) -> Iterator[tuple[Turn, dt.date, dt.date]]:
    """Yield the turns that hold on some day from `start` to `end`, with those days."""
    for index, turn in enumerate(own):
        following = own[index + 1].since if index + 1 < len(own) else None
        first = max(turn.since or _FIRST, start)
        last = min(following - DAY if following else _LAST, end)
        if first <= last:
            yield turn, first, last


def portions(numbers: list[int]) -> Iterator[list[int]]:
    """Give numbers in lists that one statement can take."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
