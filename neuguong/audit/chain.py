"""How entries are chained: the hash of an entry covers its content and the hash before it."""

import datetime as dt
import hashlib
import json
from typing import Any


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_PLAIN = json.JSONEncoder(ensure_ascii=False)


def canonical(value: Any) -> str:
    """Return JSON text that is the same for equal values: keys sorted, no spaces, Unicode kept."""
    return _ENCODER.encode(value)


def link(previous: str, content: tuple[Any, ...]) -> str:
    """Return the hex SHA-256 of an entry whose `content` is in the order of `CONTENT`."""
    moment, *rest = content
    at = moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_PLAIN.encode([previous, at, *rest]).encode()).hexdigest()


CONTENT = (
    "at",
    "actor_id",
    "actor_label",
    "event",
    "subject_kind",
    "subject_id",
    "organisation_id",
    "batch",
    "before",
    "after",
)
