"""Who may read a record's files and attach some: whoever may read and change the record, as its room says."""

from dataclasses import dataclass
from typing import Any, Protocol

from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden, NotVisible
from neuguong.files.models import StoredFile


class Gate(Protocol):
    """A room's door to its records."""

    def get(self, actor: Actor, pk: int) -> Any: ...
    def can_write(self, actor: Actor, thing: Any) -> bool: ...


@dataclass(frozen=True, slots=True)
class Home:
    """Where files may belong: the gate of a register, and the name of its records' page."""

    gate: Gate
    page: str


_HOMES: dict[str, Home] = {}


def join(kind: str, gate: Gate, page: str) -> None:
    """Let the records of `kind` ("app.model") have files; said once, where the rooms are joined."""
    _HOMES[kind] = Home(gate, page)


def has_files(kind: str) -> bool:
    """Tell whether records of `kind` may have files at all."""
    return kind in _HOMES


def page_of(kind: str) -> str:
    """Return the name of the page of records of `kind`."""
    return _HOMES[kind].page


def get_subject(actor: Actor, kind: str, pk: int) -> Any:
    """Return the record that files belong to; raises NotVisible where it isn't for this actor."""
    if kind not in _HOMES:
        raise NotVisible
    return _HOMES[kind].gate.get(actor, pk)


def can_attach(actor: Actor, kind: str, subject: Any) -> bool:
    """Tell whether `actor` may attach files to the record, and take them off."""
    return kind in _HOMES and _HOMES[kind].gate.can_write(actor, subject)


def get_visible(actor: Actor, pk: int) -> StoredFile:
    """Return a file whose record the actor may read; one taken off is there for whoever may put it back."""
    found = StoredFile.objects.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    subject = get_subject(actor, found.subject_kind, found.subject_id)
    if found.taken_off_at and not can_attach(actor, found.subject_kind, subject):
        raise NotVisible
    return found


def require_attach(actor: Actor, kind: str, pk: int) -> Any:
    """Return the record; raises NotVisible or Forbidden."""
    subject = get_subject(actor, kind, pk)
    if not can_attach(actor, kind, subject):
        raise Forbidden
    return subject
