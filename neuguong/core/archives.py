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
    """The archive must not be unpacked; `code` is one of broken, large, bomb, path, twice, encrypted."""

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code, self.found = code, found


@contextmanager
def checked(path: Path, limits: Limits | None = None) -> Iterator[zipfile.ZipFile]:
    """Open the archive at `path`; raises Unsafe, also where it turns out to be broken while it is read."""
    bounds = limits or Limits()
    size = path.stat().st_size
    _check_directory(path, size, bounds)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive.infolist(), size, bounds)
            yield archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, struct.error) as error:
        raise Unsafe("broken", type(error).__name__) from error


def _check_directory(path: Path, size: int, limits: Limits) -> None:
    """Refuse a long central directory before zipfile builds an object for each of its entries."""
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or len(tail) - place < _END.size:
        raise Unsafe("broken", "no end")
    entries, directory = _END.unpack_from(tail, place)[4:6]
    large = place - _LOCATOR_SIZE - _END64.size
    if large >= 0 and tail.startswith(_LOCATOR_SIGNATURE, place - _LOCATOR_SIZE):
        entries, directory = _END64.unpack_from(tail, large)[7:9]
    if entries > limits.entries or directory > limits.entries * _LONGEST_ENTRY:
        raise Unsafe("bomb", f"{entries} entries")


def _check_parts(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    for part in parts:
        _check_part(part, limits)
    [(name, count)] = Counter(part.filename.lower() for part in parts).most_common(1) or [("", 0)]
    if count > 1:
        raise Unsafe("twice", name)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise Unsafe("large", f"{-(-unpacked // MEGABYTE)} MB")
    # Entries that overlap (the same bytes unpacked many times over) pack to more than the file holds.
    if len(parts) > limits.entries or sum(part.compress_size for part in parts) > size:
        raise Unsafe("bomb", "overlap")


def _check_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    name = part.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Unsafe("path", name)
    if part.flag_bits & _ENCRYPTED_FLAG:
        raise Unsafe("encrypted", name)
    if part.compress_type not in _METHODS:
        raise Unsafe("broken", f"method {part.compress_type}")
    if part.file_size > limits.ratio_from and part.file_size > limits.ratio * part.compress_size:
        raise Unsafe("bomb", f"{name}: {part.compress_size} -> {part.file_size}")
