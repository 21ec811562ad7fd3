"""What the log is to be told of an import, kept in a file until all is written: the log's head is locked last."""

import marshal
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any, Self

from django.db.models import Model

from neuguong.audit import sealing
from neuguong.audit.actions import Alike, Change, record_alike, record_many
from neuguong.core.actor import Actor

_PORTION = 2_000


class Journal:
    """Changes in the order in which they were made."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._lengths: list[int] = []
        self._changes: list[Change] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def tell(self, changes: Iterable[Change]) -> None:
        """Keep changes, as compact as they will stand in the log; a file never holds a private value in clear."""
        for change in changes:
            self._changes.append(change if sealing.is_open(change) else sealing.as_text(change))
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
        """Tell the log all of it, in order."""
        self._put_away()
        for kept in self._kept():
            if isinstance(kept, list):
                record_alike(actor=actor, alike=Alike(*kept), batch=batch)
            else:
                record_many(actor=actor, changes=[Change(*change) for change in kept], batch=batch)

    def _put_away(self) -> None:
        if self._changes:
            self._keep(tuple(map(astuple, sealing.sealed(self._changes))))
            self._changes = []

    def _keep(self, content: Any) -> None:
        self._lengths.append(self._file.write(marshal.dumps(content)))

    def _kept(self) -> Iterator[Any]:
        self._file.seek(0)
        for length in self._lengths:
            yield marshal.loads(self._file.read(length))  # noqa: S302 - nobody else has written there
