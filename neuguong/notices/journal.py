"""Who carries letters, one at a time in an installation, and how far the letter in hand was when they died.

The lock goes with the process, however it ends. Beside it lies a line about the last letter: whose try it was, and
whether its last line went out. It is written without waiting for the disk, as it has to outlive a process only; what
a machine's fall loses is told as unsure.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

_OPEN, _ENDED, _ANSWERED = b" ", b".", b"+"
_WIDTH = 64
# Any number will do, as long as nothing else in the database locks by it.
_KEY = 5_261_047


class Journal:
    """The line about the letter in hand, in a file that is locked meanwhile."""

    def __init__(self, descriptor: int) -> None:
        self._file = descriptor
        self._home, self._last, self._state = self._read()

    def new_claim(self) -> str:
        """Return a word for another try, by which this place is known."""
        return f"{self._home}-{secrets.token_hex(12)}"

    def ended(self, claim: str) -> None:
        """Note that the last line of that try goes out now."""
        os.pwrite(self._file, self._line(claim, _ENDED), 0)

    def answered(self, claim: str) -> None:
        """Note that the server has taken the letter of that try on."""
        os.pwrite(self._file, self._line(claim, _ANSWERED), 0)

    def fate(self, claim: str) -> str:
        """Return what became of a try that was under way when its process died, as an event of a letter's life.

        "accept": the server took it on. "put_back": its last line never went out. "doubt": that went out, without
        an answer that anybody saw; or the try was made at another place.
        """
        if not claim.startswith(f"{self._home}-"):
            return "doubt"
        if claim != self._last:
            return "put_back"
        return "accept" if self._state == _ANSWERED else "doubt"

    def _line(self, claim: str, state: bytes) -> bytes:
        return (claim.encode() + state).ljust(_WIDTH - 1) + b"\n"

    def _read(self) -> tuple[str, str, bytes]:
        line = os.pread(self._file, _WIDTH, 0).rstrip()
        claim, state = line[:-1].decode("ascii", "replace"), line[-1:]
        if not claim:
            claim = secrets.token_hex(6)
            os.pwrite(self._file, self._line(f"{claim}-", _ENDED), 0)
        return claim.partition("-")[0], claim, state


@contextmanager
def carrying(home: Path) -> Iterator[Journal | None]:
    """Give the journal to whoever carries letters now; None where another does."""
    descriptor = os.open(home / "outbox", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with _alone_in_database() as alone:
                yield Journal(descriptor) if alone else None
            return
        yield None
    finally:
        os.close(descriptor)


@contextmanager
def _alone_in_database() -> Iterator[bool]:
    """Tell whether nobody elsewhere carries letters: where several machines share a database, it holds the lock."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_KEY])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with suppress(Exception), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY])
