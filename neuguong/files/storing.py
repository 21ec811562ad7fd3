"""Content on the disk: under names of our own, whole before anything speaks of it."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
INCOMING = "incoming"


def root() -> Path:
    """Return the folder of all files."""
    return Path(settings.HOME) / "files"


def receive(pieces: Iterable[bytes]) -> Path:
    """Write what comes in to a file of its own, to be examined; the caller moves it or takes it away."""
    path = _folder(root() / INCOMING) / secrets.token_hex(16)
    _write(path, pieces)
    return path


def settle(path: Path, content: bytes | None) -> tuple[str, str, int]:
    """Move an examined file (or `content` instead of it) to its place; return location, SHA-256 and bytes."""
    if content is not None:
        path.unlink()
        _write(path, [content])
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = secrets.token_hex(20)
    location = f"{name[:2]}/{name}"
    target = root() / location
    _folder(target.parent)
    size = path.stat().st_size
    path.replace(target)
    _sync(target.parent)
    return location, digest, size


def discard(location: str) -> None:
    """Take content away, where it is there."""
    with suppress(FileNotFoundError):
        (root() / location).unlink()


def _folder(path: Path) -> Path:
    path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    return path


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE), "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Have the folder itself reach the disk: a row must not speak of a file that a power cut takes back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
