"""What an event changes, row by row: written down as it is done, so that it can be undone exactly."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from neuguong.audit.actions import Change
from neuguong.audit.chain import canonical
from neuguong.audit.queries import snapshot
from neuguong.core import clock
from neuguong.organisations.actions.life.placing import place
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.turns import Turn, portions, settled, turns_of

M = TypeVar("M", bound=Model)
# What every change of a record moves along, and is no part of its content.
UNTOLD = frozenset({"version", "updated_at", "created_at", "path"})
_MOVED_ALONG = ("version", "updated_at", "search_key", "sort_key")


@dataclass(slots=True)
class Journal:
    """Rows made, set, removed and pointed elsewhere, and the turns of organisations, before and after.

    `entries` are what the log will tell of it, `moved` the paths from before of organisations that now have another.
    """

    made: list[list[Any]] = field(default_factory=list)
    was: list[list[Any]] = field(default_factory=list)
    removed: list[list[Any]] = field(default_factory=list)
    pointed: list[list[Any]] = field(default_factory=list)
    turns: dict[int, list[list[Turn]]] = field(default_factory=dict)
    entries: list[Change] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)

    def make(self, record: M, event: str) -> M:
        """Save a new record."""
        record.save()
        self.made.append([record._meta.label_lower, record.pk, content(record)])
        self.tell(event, record, None, snapshot(record))
        return record

    def change(self, record: Model, event: str, **values: Any) -> None:
        """Set fields, by the names of their columns, of a record that is there."""
        before = snapshot(record)
        old = {name: getattr(record, name) for name in values}
        for name, value in values.items():
            setattr(record, name, value)
        touch(record)
        record.save(update_fields=[*values, *(name for name in _MOVED_ALONG if hasattr(record, name))])
        if isinstance(record, Organisation):
            record.refresh_from_db(fields=["path"])
        self.was.append([record._meta.label_lower, record.pk, {name: [old[name], values[name]] for name in values}])
        self.tell(event, record, before, snapshot(record))

    def remove(self, record: Model, event: str) -> None:
        """Delete a record that nothing refers to."""
        before, label, pk = snapshot(record), record._meta.label_lower, record.pk
        if not self._forgets_made(label, pk):
            self.removed.append([label, pk, whole(record) | self._taken_back(label, pk)])
        record.delete()
        record.pk = pk
        self.tell(event, record, before, None)

    def _forgets_made(self, label: str, pk: int) -> bool:
        """Forget a record if this journal made it: taking back has nothing to do with it."""
        if not any(made[:2] == [label, pk] for made in self.made):
            return False
        self.made = [made for made in self.made if made[:2] != [label, pk]]
        self._taken_back(label, pk)
        return True

    def _taken_back(self, label: str, pk: int) -> dict[str, Any]:
        """Forget what was set of a record, and return the values from before."""
        own = [fields for *key, fields in self.was if key == [label, pk]]
        self.was = [row for row in self.was if row[:2] != [label, pk]]
        return {name: old for fields in reversed(own) for name, (old, _new) in fields.items()}

    def point(self, model: type[Model], column: str, numbers: list[int], old: int, new: int) -> None:
        """Have the records `numbers`, which refer to `old` by `column`, refer to `new`."""
        for part in portions(numbers):
            model._default_manager.filter(pk__in=part).update(**{column: new})
            self.pointed.append([model._meta.label_lower, column, part, old, new])
        label, place_ = model._meta.label_lower, new if column == "organisation_id" else None
        self.entries += [
            Change(f"{model._meta.model_name}.repointed", label, pk, place_, {column: old}, {column: new})
            for pk in numbers
        ]

    def place(self, changed: Mapping[int, list[Turn]]) -> None:
        """Give organisations other turns."""
        stored, settled_ = turns_of(changed), {number: settled(own) for number, own in changed.items()}
        self.moved = place(settled_) | self.moved
        for number, own in settled_.items():
            if number in self.turns:
                self.turns[number][1] = own
            else:
                self.turns[number] = [stored[number], own]

    def tell(
        self, event: str, record: Model, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        """Have the log tell of a record."""
        place_ = getattr(record, "organisation_id", None)
        was, now = (None if fields is None else dict(fields) for fields in (before, after))
        self.entries.append(Change(event, record._meta.label_lower, record.pk, place_, was, now))

    def as_text(self) -> str:
        """Return what is kept with the event."""
        kept = {"made": self.made, "was": self.was, "removed": self.removed, "pointed": self.pointed}
        turns = {number: [[turn.as_row() for turn in own] for own in both] for number, both in self.turns.items()}
        return canonical({**kept, "turns": turns})

    @classmethod
    def of_text(cls, text: str) -> "Journal":
        """Read what `as_text` gave; the values of fields are as JSON knows them."""
        kept = json.loads(text)
        turns = {
            int(number): [[Turn.of_row(row) for row in own] for own in both]
            for number, both in kept.pop("turns", {}).items()
        }
        return cls(**kept, turns=turns)


def stand(organisation: Organisation, own: list[Turn]) -> None:
    """Give a new organisation its first place, which is open at both ends."""
    place({organisation.pk: own})


def touch(record: Model) -> None:
    """Count a change of the record, and derive what follows from its fields."""
    if isinstance(record, Organisation):
        record.derive_keys()
    if hasattr(record, "version"):
        record.version += 1
        record.updated_at = clock.now()  # type: ignore[attr-defined]


def content(record: Model) -> dict[str, Any]:
    """Return the stored fields as JSON knows them, without what every change moves along."""
    found = json.loads(canonical(whole(record)))
    return {name: value for name, value in found.items() if name not in UNTOLD}


def whole(record: Model) -> dict[str, Any]:
    """Return all stored fields."""
    return {one.attname: one.value_from_object(record) for one in record._meta.concrete_fields}


def copied(record: M, **changes: Any) -> M:
    """Return a new record like `record`, not saved yet, but for `changes`."""
    skipped = {"id", *UNTOLD}
    same = {name: value for name, value in whole(record).items() if name not in skipped}
    return type(record)(**{**same, **changes})


def told_of(records: Iterable[Model]) -> str:
    """Return at most five records in words."""
    names = [str(record) for record in records]
    return "; ".join(names[:5]) + ("…" if len(names) > 5 else "")
