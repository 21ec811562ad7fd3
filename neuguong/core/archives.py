"""What is checked of a zip archive before anything in it is unpacked."""

import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
# The records that end a zip archive (APPNOTE 4.3.14 to 4.3.16).
_END, _END_SIGNATURE = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIZE, _LOCATOR_SIGNATURE = 20, b"PK\x06\x07"
_TAIL = _END.size + 65_535 + _LOCATOR_SIZE + _END64.size
_LONGEST_ENTRY = 46 + 1024
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one archive, sizes in bytes; parts below `ratio_from` are not judged by their ratio."""

    entries: int = 2_000
    unpacked: int = 100 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 4 * MEGABYTE


class Unsafe(Exception):
    """The archive must not be unpacked; `found` is what was seen.

    `code`: broken, entries (too many), path, twice, encrypted, ratio, overlap, or unpacked (too large).
    """

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code, self.found = code, found


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open the archive at `path` whose parts are still to be checked; raises Unsafe where it is broken."""
    _check_directory(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, struct.error) as error:
        raise Unsafe("broken", "tệp nén hỏng") from error


@contextmanager
def checked(path: Path, limits: Limits | None = None) -> Iterator[zipfile.ZipFile]:
    """Open the archive at `path`; raises Unsafe, also where it turns out to be broken while it is read."""
    bounds = limits or Limits()
    with opened(path, bounds) as archive:
        check_names(archive)
        check_parts(archive, path.stat().st_size, bounds)
        yield archive


def check_names(archive: zipfile.ZipFile) -> None:
    """Raise Unsafe where a name leads out of the archive, or stands there twice."""
    names = [part.filename.lower() for part in archive.infolist()]
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Unsafe("path", name)
    name, count = Counter(names).most_common(1)[0] if names else ("", 0)
    if count > 1:
        raise Unsafe("twice", name)


def check_parts(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """Raise Unsafe where the parts of an archive of `size` bytes are locked, or unpack to more than they may."""
    parts = archive.infolist()
    for part in parts:
        _check_part(part, limits)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise Unsafe("unpacked", f"{-(-unpacked // MEGABYTE)} MB")
    # Entries that overlap (the same bytes unpacked many times over) pack to more than the file holds.
    if len(parts) > limits.entries or sum(part.compress_size for part in parts) > size:
        raise Unsafe("overlap", "các thành phần chồng lên nhau")


def _check_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    if part.flag_bits & _ENCRYPTED_FLAG:
        raise Unsafe("encrypted", "tệp nén có mật khẩu")
    if part.compress_type not in _METHODS:
        raise Unsafe("broken", f"cách nén lạ ({part.compress_type})")
    if part.file_size > limits.ratio_from and part.file_size > limits.ratio * part.compress_size:
        raise Unsafe("ratio", f"{part.filename}: nén {part.compress_size} byte thành {part.file_size} byte")


def _check_directory(path: Path, limits: Limits) -> None:
    """Refuse a long central directory before zipfile builds an object for each of its entries."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or len(tail) - place < _END.size:
        raise Unsafe("broken", "tệp nén thiếu phần cuối")
    entries, directory = _END.unpack_from(tail, place)[4:6]
    large = place - _LOCATOR_SIZE - _END64.size
    if large >= 0 and tail.startswith(_LOCATOR_SIGNATURE, place - _LOCATOR_SIZE):
        entries, directory = _END64.unpack_from(tail, large)[7:9]
    if entries > limits.entries or directory > limits.entries * _LONGEST_ENTRY:
        raise Unsafe("entries", f"{entries} thành phần")
