"""Private values in the log: sealed with their person's key, opened while that key exists.

A model names its private fields in `log_private` and, in `log_owner`, the field that holds whose they are. A
sealed value stands in the entry as {"sealed": "…"}: AES-256-GCM, bound to the kind, the record and the field,
padded so that its length tells nothing of a short value. The chain covers what stands there, so it holds when the
key is destroyed.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps

from neuguong.audit import chain, keys
from neuguong.audit.changes import Change
from neuguong.audit.models import Entry

_BLOCK = 64
SEALED, ERASED = "sealed", "erased"


@dataclass(frozen=True, slots=True)
class Private:
    """Which fields of a kind are sealed, which one holds whose they are; whether its records are places themselves."""

    fields: frozenset[str]
    owner: str
    is_place: bool = False


_NOTHING = Private(frozenset(), "person_id")


@cache
def private(kind: str) -> Private:
    """Return what is private in records of `kind`, by its model's declaration."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return _NOTHING
    fields, owner = frozenset(getattr(model, "log_private", ())), getattr(model, "log_owner", "person_id")
    return Private(fields, owner, getattr(model, "log_is_place", False))


def is_open(change: Change) -> bool:
    """Tell whether a change still holds private values in clear, and so needs keys before it becomes text."""
    if not private(change.subject_kind).fields:
        return False
    sides = (_fields(side) for side in (change.before, change.after))
    return any(_needs(change, name, value) for side in sides if side for name, value in side.items())


def _fields(side: Any) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(side) if isinstance(side, str) else side
    return found


def sealed(changes: Iterable[Change]) -> list[Change]:
    """Return the changes as canonical texts with their private values sealed; the keys are there by then."""
    found = [_owned(change) for change in changes]
    owners = {change.owner_id for change in found if change.owner_id is not None and is_open(change)}
    known = keys.known(owners) if owners else {}
    return [_sealed(change, known) if is_open(change) else _as_text(change) for change in found]


def as_text(change: Change) -> Change:
    """Return a change as canonical texts, private values still open: they take a fraction of the memory."""
    return _as_text(_owned(change))


def opened(entries: Iterable[Entry]) -> list[Entry]:
    """Return copies of the entries with private values opened; one whose key was destroyed is {"erased": mark}."""
    found = [copy(entry) for entry in entries]
    owners = {entry.owner_id for entry in found if entry.owner_id is not None and private(entry.subject_kind).fields}
    known = keys.known(owners) if owners else {}
    for entry in found:
        if private(entry.subject_kind).fields:
            entry.before, entry.after = (_opened(entry, text, known) for text in (entry.before, entry.after))
    return found


def contents(entry: Entry) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return what stood before and after, as it can be brought back; what was erased is left out."""
    (own,) = opened([entry])
    before, after = (json.loads(text) if text is not None else None for text in (own.before, own.after))
    return _readable(before), _readable(after)


def is_erased(value: Any) -> bool:
    """Tell whether a value stands for one that nobody can read any more."""
    return isinstance(value, dict) and value.keys() == {ERASED}


def _readable(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    return fields and {name: value for name, value in fields.items() if not is_erased(value)}


def _is_text(fields: Any) -> bool:
    return fields is None or isinstance(fields, str)


def _owned(change: Change) -> Change:
    """Fill in where it is and whom it is about, as far as the kind tells."""
    if change.organisation_id is None and private(change.subject_kind).is_place:
        change = replace(change, organisation_id=change.subject_id)
    if change.owner_id is not None:
        return change
    name, is_private = private(change.subject_kind).owner, bool(private(change.subject_kind).fields)
    for side in (change.after, change.before):
        fields = _fields(side) if is_private else side
        if isinstance(fields, dict) and isinstance(fields.get(name), int):
            return replace(change, owner_id=fields[name])
    return change


def _as_text(change: Change) -> Change:
    if _is_text(change.before) and _is_text(change.after):
        return change
    return replace(change, before=_text(change.before), after=_text(change.after))


def _text(fields: Any) -> str | None:
    return fields if fields is None or isinstance(fields, str) else chain.canonical(fields)


def _sealed(change: Change, known: Mapping[int, keys.Keys]) -> Change:
    """Equal values before and after become one sealed value, so that an unchanged field is seen without the key."""
    own = known.get(change.owner_id, ()) if change.owner_id is not None else ()
    done: dict[tuple[str, str], dict[str, str]] = {}

    def seal(side: Any) -> Any:
        fields = _fields(side)
        if fields is None:
            return None
        return {name: value if not _needs(change, name, value) else one(name, value) for name, value in fields.items()}

    def one(name: str, value: Any) -> dict[str, str]:
        text = chain.canonical(value)
        if (name, text) not in done:
            bound = _bound(change.subject_kind, change.subject_id, name)
            # Whose it is nobody knows: then nobody reads it.
            done[name, text] = {SEALED: _lock(own[0], text, bound) if own else ""}
        return done[name, text]

    return replace(change, before=_text(seal(change.before)), after=_text(seal(change.after)))


def _needs(change: Change, name: str, value: Any) -> bool:
    is_sealed = isinstance(value, dict) and value.keys() == {SEALED}
    return name in private(change.subject_kind).fields and value not in (None, "") and not is_sealed


def _bound(kind: str, subject: int, name: str) -> bytes:
    return f"{kind} {subject} {name}".encode()


def _lock(key: AESGCM, text: str, bound: bytes) -> str:
    plain, nonce = text.encode(), secrets.token_bytes(keys.NONCE)
    return b64encode(nonce + key.encrypt(nonce, plain + b" " * (-len(plain) % _BLOCK), bound)).decode()


def _opened(entry: Entry, text: str | None, known: Mapping[int, keys.Keys]) -> str | None:
    if text is None or f'"{SEALED}"' not in text:
        return text
    own = known.get(entry.owner_id, ()) if entry.owner_id is not None else ()
    fields = json.loads(text)
    for name, value in fields.items():
        if isinstance(value, dict) and value.keys() == {SEALED}:
            fields[name] = _unlocked(own, value[SEALED], _bound(entry.subject_kind, entry.subject_id, name))
    return chain.canonical(fields)


def _unlocked(own: keys.Keys, token: str, bound: bytes) -> Any:
    """Return the value; or what stands for it, which differs where the values did."""
    raw = b64decode(token)
    for key in own if raw else ():
        with suppress(InvalidTag):
            return json.loads(key.decrypt(raw[: keys.NONCE], raw[keys.NONCE :], bound))
    return {ERASED: token[:16]}
