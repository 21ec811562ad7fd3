"""What the log is to be told of an import, kept in a file until the transaction ends and the log's head is locked."""

import marshal
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Model

from neuguong.audit import sealing
from neuguong.audit.actions import Alike, Change, record_stream
from neuguong.core.actor import Actor

_PORTION = 2_000
_NONCE = 12


class Journal:
    """Changes in the order in which they were made; to be closed only when the transaction has ended."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._places: list[tuple[int, bytes]] = []
        self._changes: list[Change] = []
        self._owners: set[int] = set()
        self._is_open = False
        # Of this one import, and in memory only: the keys of people are locked when all else has been.
        self._lock = AESGCM(AESGCM.generate_key(256))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def tell(self, changes: Iterable[Change]) -> None:
        """Keep changes, as compact as they will stand in the log; the file never holds a private value in clear."""
        for change in map(sealing.as_text, changes):
            self._changes.append(change)
            if sealing.is_open(change):
                self._is_open = True
                self._owners.update(() if change.owner_id is None else (change.owner_id,))
            if len(self._changes) == _PORTION:
                self._put_away()

    def tell_made(self, noun: str, made: Model, after: dict[str, Any]) -> None:
        """Keep that something was made along with the rows that name it."""
        self.tell([Change(f"{noun}.imported", made._meta.label_lower, made.pk, None, None, after)])

    def tell_alike(self, alike: Alike) -> None:
        """Keep the same event of many records."""
        self._put_away()
        columns = map(list, (alike.subject_ids, alike.organisation_ids, alike.afters))
        self._keep([alike.event, alike.subject_kind, *columns])

    def replay(self, actor: Actor, batch: int) -> None:
        """Have the log told all of it, in order, when the transaction ends."""
        self._put_away()
        record_stream(actor=actor, portions=self._kept(), owners=self._owners, batch=batch)

    def _put_away(self) -> None:
        if self._changes:
            self._keep(tuple(map(astuple, self._changes)), is_open=self._is_open)
            self._changes = []

    def _keep(self, content: Any, *, is_open: bool = False) -> None:
        text, nonce = marshal.dumps(content), secrets.token_bytes(_NONCE) if is_open else b""
        self._places.append((self._file.write(self._lock.encrypt(nonce, text, None) if nonce else text), nonce))

    def _kept(self) -> Iterator[Alike | list[Change]]:
        self._file.seek(0)
        for length, nonce in self._places:
            text = self._file.read(length)
            content = marshal.loads(self._lock.decrypt(nonce, text, None) if nonce else text)  # noqa: S302 - our own file
            yield Alike(*content) if isinstance(content, list) else [Change(*change) for change in content]
