"""Workbooks that were sent and wait to be written: stored apart, found only by the session that sent them.

Each lies in the home's folder "uploads" under a name that can't be guessed, beside a note of what it
is; both go when it is written, or after a day.
"""

import datetime as dt
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.core.errors import NotVisible

MEGABYTE = 1 << 20
LARGEST = 20 * MEGABYTE
KEPT = dt.timedelta(days=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_LONGEST_NAME = 250


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored workbook: `name` as its sender calls it, `size` in bytes, `seen` what its check found."""

    token: str
    name: str
    size: int
    at: dt.datetime
    owner: str
    seen: dict[str, Any]

    @property
    def path(self) -> Path:
        """The stored workbook."""
        return _folder() / f"{self.token}.xlsx"

    @property
    def rejects(self) -> Path:
        """Its wrong rows, once they are written."""
        return _folder() / f"{self.token}-wrong.xlsx"


class SizeLimit(FileUploadHandler):
    """Passes over a file as soon as it is too large, so that it never fills the disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the piece on, or skip the rest of the file."""
        if start + len(raw_data) > LARGEST:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""


def keep(file: "UploadedFile[Any]", session: str) -> Upload:
    """Store what was sent by the session with the key `session`; what is older than a day goes."""
    sweep()
    token = secrets.token_urlsafe(32)
    name = (file.name or "")[-_LONGEST_NAME:]
    upload = Upload(token, name, file.size or 0, clock.now(), _owner(session), {})
    with _private(upload.path) as stream:
        for piece in file.chunks():
            os.write(stream.fileno(), piece)
    return note(upload, {})


def note(upload: Upload, seen: dict[str, Any]) -> Upload:
    """Keep what a check found beside the file."""
    noted = Upload(upload.token, upload.name, upload.size, upload.at, upload.owner, seen)
    said = {"name": noted.name, "size": noted.size, "at": noted.at.isoformat(), "owner": noted.owner, "seen": seen}
    draft = _note(upload.token).with_suffix(f".{secrets.token_hex(4)}")
    with _private(draft) as stream:
        stream.write(json.dumps(said, ensure_ascii=False).encode())
    draft.replace(_note(upload.token))
    return noted


def find(token: str, session: str) -> Upload:
    """Return a stored workbook; raises NotVisible where it is gone, or another session's."""
    upload = find_noted(token, session)
    if not upload.path.exists():
        raise _gone()
    return upload


def find_noted(token: str, session: str) -> Upload:
    """Return what is noted of a workbook that may be written already; raises NotVisible likewise."""
    if not _TOKEN.fullmatch(token):
        raise _gone()
    try:
        said = json.loads(_note(token).read_text())
    except FileNotFoundError:
        raise _gone() from None
    if not secrets.compare_digest(said["owner"], _owner(session)):
        raise _gone()
    return Upload(token, said["name"], said["size"], dt.datetime.fromisoformat(said["at"]), said["owner"], said["seen"])


@contextmanager
def taken(upload: Upload) -> Iterator[Path]:
    """Give the workbook to one request at a time; raises NotVisible where another has it."""
    path = upload.path.with_suffix(".taken")
    try:
        upload.path.rename(path)
    except FileNotFoundError:
        raise _gone() from None
    try:
        yield path
    finally:
        if path.exists():
            path.rename(upload.path)


def _gone() -> NotVisible:
    words = _("Tệp này đang được xử lý, đã được ghi, đã quá một ngày, hoặc không do đồng chí gửi. Gửi lại tệp để nhập.")
    return NotVisible(words)


def discard(upload: Upload) -> None:
    """Remove a workbook, its wrong rows and what is noted about it."""
    for path in (upload.path, upload.rejects, _note(upload.token)):
        path.unlink(missing_ok=True)


def sweep() -> None:
    """Remove what is older than a day."""
    eldest = (clock.now() - KEPT).timestamp()
    for path in _folder().iterdir():
        try:
            if path.stat().st_mtime < eldest:
                path.unlink()
        except FileNotFoundError:
            continue


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder


def _note(token: str) -> Path:
    return _folder() / f"{token}.json"


def _owner(session: str) -> str:
    """Return what stands for a session in the note; the key itself would let its reader in."""
    return hashlib.sha256(session.encode()).hexdigest()


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE), "wb", buffering=0)
