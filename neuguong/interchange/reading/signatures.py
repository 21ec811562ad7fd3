"""What a file that is not an Excel workbook really is, by its content, and how to mend it."""

import codecs
from pathlib import Path
from typing import NamedTuple

SAVE_AS = "mở bằng Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)” rồi gửi lại"

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096


class Kind(NamedTuple):
    """A kind of file: its name in the interface and what to do with it."""

    name: str
    mend: str


_FOREIGN = (
    (b"%PDF", Kind("tệp PDF", "hãy gửi tệp Excel gốc thay cho bản PDF")),
    (b"{\\rtf", Kind("tệp văn bản RTF", f"hãy chép bảng sang Excel, {SAVE_AS}")),
    (b"\x89PNG", Kind("tệp ảnh PNG", "hãy gửi tệp Excel gốc thay cho ảnh")),
    (b"\xff\xd8\xff", Kind("tệp ảnh JPEG", "hãy gửi tệp Excel gốc thay cho ảnh")),
    (b"Rar!", Kind("tệp nén RAR", "hãy giải nén rồi gửi tệp .xlsx ở trong")),
    (b"7z\xbc\xaf", Kind("tệp nén 7z", "hãy giải nén rồi gửi tệp .xlsx ở trong")),
    (b"PK\x05\x06", Kind("tệp nén rỗng", "hãy xuất lại tệp .xlsx từ Excel")),
    (b"\x09\x08", Kind("tệp Excel rất cũ (.xls)", f"hãy {SAVE_AS}")),
)
_ENCRYPTED = Kind(
    "tệp Excel có mật khẩu",
    "hãy mở bằng mật khẩu, vào Tệp > Thông tin > Bảo vệ sổ làm việc, xóa mật khẩu, lưu lại rồi gửi",
)
_OLE_STREAMS = (
    ("EncryptedPackage", _ENCRYPTED),
    ("Workbook", Kind("tệp Excel cũ (.xls)", f"hãy {SAVE_AS}")),
    ("Book", Kind("tệp Excel cũ (.xls)", f"hãy {SAVE_AS}")),
    ("WordDocument", Kind("tệp Word cũ (.doc)", f"hãy chép bảng sang Excel, {SAVE_AS}")),
)
_OLE_OTHER = Kind("tệp Office cũ", f"hãy {SAVE_AS}")
_HTML = Kind("trang web (HTML) mang đuôi của Excel", f"hãy {SAVE_AS}")
_XML = Kind("tệp XML, không phải sổ làm việc Excel", f"hãy {SAVE_AS}")
_CSV = Kind("tệp văn bản thuần (.csv hoặc .txt)", f"hãy {SAVE_AS}")
_UNKNOWN = Kind("tệp không rõ loại", "hãy kiểm tra lại tệp và gửi sổ làm việc Excel (.xlsx)")


def recognise(path: Path) -> Kind | None:
    """Return what the file at `path` is, or None for a zip archive, the only thing that may be a workbook."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(ZIP):
        return None
    if head.startswith(OLE):
        return _ole_kind(path.read_bytes())
    for signature, kind in _FOREIGN:
        if head.startswith(signature):
            return kind
    return _text_kind(head)


def _ole_kind(content: bytes) -> Kind:
    # Names of streams stand in the directory as UTF-16; the whole file is at most Limits.file_size.
    for name, kind in _OLE_STREAMS:
        if f"{name}\0".encode("utf-16-le") in content:
            return kind
    return _OLE_OTHER


def _text_kind(head: bytes) -> Kind:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head.decode("utf-16", errors="replace")
    elif b"\0" in head:
        return _UNKNOWN
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    start = text.lstrip().lower()
    if start.startswith(("<html", "<!doctype html", "<table", "<head", "<meta", "<style")):
        return _HTML
    if start.startswith("<?xml"):
        return _HTML if "<html" in start else _XML
    printable = sum(char >= " " or char in "\t\r\n" for char in text)
    return _CSV if printable == len(text) and start else _UNKNOWN
