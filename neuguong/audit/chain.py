"""How entries are chained: the hash of an entry covers its content and the hash before it."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_PLAIN = json.JSONEncoder(ensure_ascii=False)


def canonical(value: Any) -> str:
    """Return JSON text that is the same for equal values: keys sorted, no spaces, Unicode kept."""
    return _ENCODER.encode(value)


def canonical_rows(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Return the canonical texts of records that are given as columns of what can be hashed; None is left out."""
    names = sorted(columns)
    # Of the columns without any value one is enough: it keeps the number of rows.
    filled = [name for name in names if columns[name].count(None) < len(columns[name])] or names[:1]
    pieces = [_pieces(name, columns[name]) for name in filled]
    return [f"{{{''.join(row)[1:]}}}" for row in zip(*pieces, strict=True)]


def _pieces(name: str, values: Sequence[Any]) -> Iterator[str]:
    """Give what stands in each record's text for its value of one column; values repeat."""
    start = f",{canonical(name)}:"
    texts = {
        value: start + encode_basestring(value) if value.__class__ is str else start + canonical(value)
        for value in set(values)
    }
    if None in texts:
        texts[None] = ""
    return map(texts.__getitem__, values)


def link(
    previous: str,
    number: int,
    shared: str,
    subject: int,
    organisation: int | None,
    owner: int | None,
    before: str | None,
    after: str | None,
) -> str:
    """Return the hex SHA-256 of the entry at the place `number`; `shared` is what entries of a batch have in common.

    Nothing can move from one field to another: the numbers stand between spaces, `shared` is JSON and so has no
    line break, and the lengths of the two texts (-1 for none) keep them apart.
    """
    first, second = -1 if before is None else len(before), -1 if after is None else len(after)
    numbers = f"{number} {subject} {organisation} {owner} {first} {second}"
    return sha256(f"{previous}\n{shared}\n{numbers}\n{before or ''}{after or ''}".encode()).hexdigest()


def links(
    previous: str,
    number: int,
    shared: str,
    subjects: Iterable[int],
    organisations: Iterable[int | None],
    afters: Iterable[str],
) -> list[str]:
    """Return what `link` gives for new records one after another, the first at the place after `number`."""
    found, common, last = [], f"\n{shared}\n", previous
    for subject, organisation, after in zip(subjects, organisations, afters, strict=True):
        number += 1
        whole = f"{last}{common}{number} {subject} {organisation} None -1 {len(after)}\n{after}"
        last = sha256(whole.encode()).hexdigest()
        found.append(last)
    return found


@lru_cache(maxsize=64)
def shared(
    at: dt.datetime, actor: int | None, label: str, origin: str, event: str, kind: str, batch: int | None
) -> str:
    """Return the text of what entries have in common: when, who, from where, what, to which kind, in which batch."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return _PLAIN.encode([moment, actor, label, origin, event, kind, batch])
