"""What the log is told: the change of one record, or the same event of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Fields = dict[str, Any] | str | None
"""The fields of a record, or their canonical text with private values sealed, or none."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; `before` and `after` are dicts of fields (or their canonical text), or None.

    `owner_id`: the person whom the record is about; left out, it is what the fields call `person_id`.
    """

    event: str
    subject_kind: str
    subject_id: int
    organisation_id: int | None
    before: Fields
    after: Fields
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """The same event of many new records without private fields, as columns; `afters` are canonical texts."""

    event: str
    subject_kind: str
    subject_ids: Sequence[int]
    organisation_ids: Sequence[int | None]
    afters: Sequence[str]
