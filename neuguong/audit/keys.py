"""Keys of people: each seals what the log keeps of one person, and is locked by the installation's own."""

import secrets
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from neuguong.audit.models import Key
from neuguong.core.errors import Refusal
from neuguong.core.files import write_once

NONCE = 12
_BYTES = 32


def path() -> Path:
    """Return where the installation's key is: beside the data, never in the database."""
    folder: Path = settings.HOME / "secrets"
    return folder / "log-key"


def known(owners: Collection[int]) -> dict[int, AESGCM]:
    """Return the keys that there are of `owners`; raises Refusal where the installation's key does not fit."""
    rows = Key.objects.filter(pk__in=owners).values_list("owner_id", "locked")
    return {owner: AESGCM(_unlocked(owner, bytes(locked))) for owner, locked in rows}


def of(owners: Collection[int]) -> dict[int, AESGCM]:
    """Return the keys of `owners`, made where there is none; inside the transaction of what they seal."""
    missing = set(owners) - set(Key.objects.filter(pk__in=owners).values_list("owner_id", flat=True))
    if missing:
        made = [Key(owner_id=owner, locked=_locked(owner, secrets.token_bytes(_BYTES))) for owner in sorted(missing)]
        Key.objects.bulk_create(made, ignore_conflicts=True)
    return known(owners)


def _locked(owner: int, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _master().encrypt(nonce, key, str(owner).encode())


def _unlocked(owner: int, locked: bytes) -> bytes:
    try:
        return _master().decrypt(locked[:NONCE], locked[NONCE:], str(owner).encode())
    except InvalidTag as error:
        raise Refusal(
            f"Khóa ở {path()} không mở được khóa của người trong nhật ký. "
            "Chép lại tệp này từ máy cũ hoặc từ bản sao lưu của hệ thống."
        ) from error


def _master() -> AESGCM:
    where = path()
    if not where.exists():
        if Key.objects.exists():
            raise Refusal(f"Không thấy tệp khóa {where}. Chép lại tệp này từ máy cũ hoặc từ bản sao lưu của hệ thống.")
        _make(where)
    return _read(where)


@lru_cache(maxsize=1)
def _read(where: Path) -> AESGCM:
    return AESGCM(where.read_bytes())


def _make(where: Path) -> None:
    """Write a new key, readable by its owner only; whoever comes second takes the first one's."""
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(where, secrets.token_bytes(_BYTES), mode=0o600)
