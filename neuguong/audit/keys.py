"""Keys of people: each seals what the log keeps of one person, and is locked by the installation's own.

A person may have several keys, the newest first: it seals, the others open what they sealed. The installation's key
lies in a file. While it is changed a second file lies beside it, and each of the two may be what locks a key.
"""

import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from neuguong.audit.models import Key
from neuguong.core.errors import Refusal
from neuguong.core.files import write_once

NONCE = 12
_BYTES = 32
_LOCKED = NONCE + _BYTES + 16
_PORTION = 5_000
_CHANGING = 0x6E67_6C6F_6701
"""The number of PostgreSQL's lock that keeps the making of keys and the change of the installation's key apart."""

Keys = tuple[AESGCM, ...]


def path() -> Path:
    """Return where the installation's key is: beside the data, never in the database."""
    folder: Path = settings.HOME / "secrets"
    return folder / "log-key"


def next_path() -> Path:
    """Return where the installation's next key is while it takes the place of the one before."""
    return path().with_name("log-key.next")


def known(owners: Collection[int]) -> dict[int, Keys]:
    """Return the keys that there are of `owners`; raises Refusal where the installation's key does not fit."""
    rows = Key.objects.filter(pk__in=owners).values_list("owner_id", "locked")
    return {owner: tuple(map(AESGCM, _unlocked(owner, bytes(locked)))) for owner, locked in rows}


def ensure(owners: Collection[int]) -> None:
    """Make keys of `owners` where there are none: in the order of the numbers, so that nobody waits in a ring."""
    ordered = sorted(owners)
    for start in range(0, len(ordered), _PORTION):
        portion = ordered[start : start + _PORTION]
        there = set(Key.objects.filter(pk__in=portion).values_list("owner_id", flat=True))
        if missing := [owner for owner in portion if owner not in there]:
            _apart(changing=False)
            made = [Key(owner_id=owner, locked=_locked(owner, _new())) for owner in missing]
            Key.objects.bulk_create(made, ignore_conflicts=True)


def relock() -> int:
    """Give each person a new key, and lock all keys by the installation's next one; return of how many people.

    Inside a transaction; call `settle` when it is committed. Begun and broken off, it can be called again.
    """
    _apart(changing=True)
    if not path().exists():
        _master()
    _make(next_path())
    count, last = 0, -(2**63)
    while rows := list(Key.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:_PORTION]):
        for row in rows:
            old = _unlocked(row.owner_id, bytes(row.locked))
            row.locked = b"".join(_locked(row.owner_id, key) for key in (_new(), *old))
        Key.objects.bulk_update(rows, ["locked"])
        count, last = count + len(rows), rows[-1].owner_id
    return count


def settle() -> None:
    """Put the installation's next key in the place of the one before."""
    next_path().replace(path())


def _apart(*, changing: bool) -> None:
    """Wait, on PostgreSQL, for whoever changes the installation's key, or makes a key; SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if changing else '_shared'}(%s)", [_CHANGING])


def _new() -> bytes:
    return secrets.token_bytes(_BYTES)


def _locked(owner: int, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _master().encrypt(nonce, key, str(owner).encode())


def _unlocked(owner: int, locked: bytes) -> list[bytes]:
    return [_one_unlocked(owner, locked[start : start + _LOCKED]) for start in range(0, len(locked), _LOCKED)]


def _one_unlocked(owner: int, locked: bytes) -> bytes:
    for master in _masters():
        with suppress(InvalidTag):
            return master.decrypt(locked[:NONCE], locked[NONCE:], str(owner).encode())
    raise Refusal(
        f"Khóa ở {path()} không mở được khóa của người trong nhật ký. "
        "Chép lại tệp này từ máy cũ hoặc từ bản sao lưu của hệ thống."
    )


def _masters() -> Iterator[AESGCM]:
    """Give the key that locks, and the one before it while that is changed."""
    yield _master()
    if path().exists():
        yield _read(path(), path().stat().st_mtime_ns)


def _master() -> AESGCM:
    with suppress(FileNotFoundError):
        return _read(next_path(), next_path().stat().st_mtime_ns)
    where = path()
    if not where.exists():
        if Key.objects.exists():
            raise Refusal(f"Không thấy tệp khóa {where}. Chép lại tệp này từ máy cũ hoặc từ bản sao lưu của hệ thống.")
        _make(where)
    return _read(where, where.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(where: Path, _written: int) -> AESGCM:
    return AESGCM(where.read_bytes())


def _make(where: Path) -> None:
    """Write a new key, readable by its owner only; whoever comes second takes the first one's."""
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(where, _new(), mode=0o600)
