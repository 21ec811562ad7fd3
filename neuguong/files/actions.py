"""Attaching files to records, taking them off, putting them back."""

from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.secrecy import mark_on_page
from neuguong.files import refusing, rules, storing
from neuguong.files.examining.examiner import examine
from neuguong.files.examining.findings import Findings, NotKept
from neuguong.files.examining.media import MEDIA
from neuguong.files.models import StoredFile
from neuguong.files.queries import attached_alike

LARGEST = max(media.largest for media in MEDIA.values())
_LONGEST_NAME = 200


def attach_file(*, actor: Actor, kind: str, pk: int, sent: "UploadedFile[Any]") -> StoredFile:
    """Examine a file, keep it and attach it to a record; raises Refusal with what is wrong and how to mend it.

    The same file sent to the same record again, as by a second click, is the one that is there.
    """
    subject = rules.require_attach(actor, kind, pk)
    name = _plain(sent.name or "")
    size = sent.size or 0
    if size > LARGEST:
        raise refusing.too_large(name, size, LARGEST)
    if size == 0:
        raise refusing.empty(name)
    path = storing.receive(sent.chunks())
    try:
        found = _examined(path, name, size)
        location, digest, kept = storing.settle(path, found.content)
    finally:
        path.unlink(missing_ok=True)
    facts = {field: getattr(found, field) for field in ("media_type", "text", "pages", "width", "height")}
    file = StoredFile(subject_kind=kind, subject_id=pk, name=name, location=location, digest=digest, size=kept, **facts)
    file.organisation_id = getattr(subject, "organisation_id", None)
    file.sender_id, file.sender_label = actor.user_id, actor.label
    try:
        return audit.save(actor=actor, event="file.attached", subject=file)
    except BaseException as error:
        storing.discard(location)
        there = attached_alike(file) if isinstance(error, ValidationError | IntegrityError) else None
        if there is None:
            raise
        return there


@transaction.atomic
def take_off_file(*, actor: Actor, file: StoredFile) -> None:
    """Take a file off its record; it can be put back."""
    rules.require_attach(actor, file.subject_kind, file.subject_id)
    file.taken_off_at = clock.now()
    audit.save(actor=actor, event="file.taken_off", subject=file)


@transaction.atomic
def put_back_file(*, actor: Actor, file: StoredFile) -> None:
    """Put a file back that was taken off."""
    rules.require_attach(actor, file.subject_kind, file.subject_id)
    file.taken_off_at = None
    try:
        audit.save(actor=actor, event="file.put_back", subject=file)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error


def sweep() -> int:
    """Take away what was begun and never finished a day ago, and content that no row speaks of; return how many.

    Raises Refusal where that would be more than the rows speak of: then this is rather not the files' database, as
    when files are put back from a backup before their rows are.
    """
    eldest = clock.now().timestamp() - 24 * 3600
    known = set(StoredFile.objects.values_list("location", flat=True))
    begun, unknown = list[Path](), list[Path]()
    for path in storing.root().glob("*/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < eldest and f"{path.parent.name}/{path.name}" not in known:
                (begun if path.parent.name == storing.INCOMING else unknown).append(path)
    for path in begun:
        path.unlink(missing_ok=True)
    if len(unknown) > len(known):
        raise refusing.unknown_files(storing.root(), len(unknown), len(known))
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(begun) + len(unknown)


def _examined(path: Any, name: str, size: int) -> Findings:
    try:
        found = examine(path)
    except NotKept as refused:
        raise refusing.not_kept(name, refused) from refused
    media = MEDIA[found.media_type]
    if not name.lower().endswith(media.endings):
        raise refusing.wrong_ending(name, found.media_type)
    if size > media.largest:
        raise refusing.too_large(name, size, media.largest)
    if mark := mark_on_page(found.first_page):
        raise refusing.secret(name, mark)
    return found


def _plain(name: str) -> str:
    """Return the last part of a name, without what is not printed, its ending kept."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    clean = "".join(letter for letter in last if letter.isprintable()).strip() or "tep"
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else clean[:_LONGEST_NAME]
