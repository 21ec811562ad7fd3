"""What is checked before anything of a workbook is unpacked.

Only the file's head, its central directory and [Content_Types].xml are read here; what can be known only by
unpacking is checked by `survey`, inside the limited process.
"""

import struct
import zipfile
from collections import Counter
from pathlib import Path

from neuguong.interchange.reading.limits import MEGABYTE, Limits
from neuguong.interchange.reading.problems import UnreadableWorkbook, unreadable
from neuguong.interchange.reading.signatures import SAVE_AS, recognise

EXPECTED = "sổ làm việc Excel (.xlsx)"
BROKEN = "Tệp bị hỏng hoặc tải về chưa hết; hãy mở bằng Excel, lưu lại rồi gửi lại."
CONTENT_TYPES = "[Content_Types].xml"
# The records that end a zip archive (APPNOTE 4.3.14 to 4.3.16).
_END, _END_SIGNATURE = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIZE, _LOCATOR_SIGNATURE = 20, b"PK\x06\x07"
_TAIL = _END.size + 65_535 + _LOCATOR_SIZE + _END64.size
_LONGEST_ENTRY = 46 + 1024
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "xl/dialogsheets/")
_STRANGERS = (
    ("word/", "tệp Word (.docx)", "hãy chép bảng sang Excel, " + SAVE_AS),
    ("ppt/", "tệp PowerPoint (.pptx)", "hãy chép bảng sang Excel, " + SAVE_AS),
    ("xl/workbook.bin", "tệp Excel nhị phân (.xlsb)", "hãy " + SAVE_AS),
    ("content.xml", "bảng tính OpenDocument (.ods)", "hãy " + SAVE_AS),
    ("index/document.iwa", "tệp Numbers của Apple", "hãy xuất sang Excel (.xlsx) rồi gửi lại"),
)


def check_file(path: Path, limits: Limits | None = None) -> None:
    """Raise `UnreadableWorkbook` unless the file at `path` may be unpacked as a workbook.

    Raises OSError when the file can't be opened. Reads at most the file's size, unpacks at most 1 MB.
    """
    bounds = limits or Limits()
    size = path.stat().st_size
    if size == 0:
        raise _refused("Tệp rỗng; hãy lưu lại bảng tính trong Excel rồi gửi lại.", "tệp 0 byte")
    if size > bounds.file_size:
        raise _too_large("Tệp", size, bounds.file_size)
    kind = recognise(path)
    if kind is not None:
        raise _refused(f"Đây là {kind.name}, không phải sổ làm việc .xlsx; {kind.mend}.", kind.name)
    _check_directory_size(path, size, bounds)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, size, bounds)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, struct.error) as error:
        raise _refused(BROKEN, "tệp nén hỏng") from error


def _refused(why: str, found: str) -> UnreadableWorkbook:
    return unreadable(why, expected=EXPECTED, found=found)


def _too_large(what: str, size: int, limit: int) -> UnreadableWorkbook:
    found, most = f"{-(-size // MEGABYTE)} MB", f"{limit // MEGABYTE} MB"
    return unreadable(
        f"{what} lớn {found}, quá mức {most}; hãy chia bảng thành nhiều tệp nhỏ hơn.",
        expected=f"không quá {most}",
        found=found,
    )


def _check_directory_size(path: Path, size: int, limits: Limits) -> None:
    """Refuse a long central directory before zipfile builds an object for each of its entries."""
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or len(tail) - place < _END.size:
        raise _refused(BROKEN, "tệp nén thiếu phần cuối")
    entries, directory = _END.unpack_from(tail, place)[4:6]
    large = place - _LOCATOR_SIZE - _END64.size
    if large >= 0 and tail.startswith(_LOCATOR_SIGNATURE, place - _LOCATOR_SIZE):
        entries, directory = _END64.unpack_from(tail, large)[7:9]
    if entries > limits.entries or directory > limits.entries * _LONGEST_ENTRY:
        raise _refused(
            f"Tệp có quá {limits.entries} thành phần bên trong, không giống bảng tính thường; "
            "hãy chép dữ liệu sang một tệp Excel mới rồi gửi lại.",
            f"{entries} thành phần",
        )


def _check_archive(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    for check in (_check_names, _check_macros, _check_content):
        check(names)
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise _refused("Tệp nén có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.", "tệp nén có mật khẩu")
        if part.compress_type not in _METHODS:
            raise _refused(BROKEN, f"cách nén lạ ({part.compress_type})")
        if part.file_size > limits.ratio_from and part.file_size > limits.ratio * part.compress_size:
            raise _bomb(f"{part.filename}: nén {part.compress_size} byte thành {part.file_size} byte")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise _too_large("Nội dung sau khi giải nén", unpacked, limits.unpacked)
    # Entries that overlap (the same bytes unpacked many times over) pack to more than the file holds.
    if len(parts) > limits.entries or sum(part.compress_size for part in parts) > size:
        raise _bomb("các thành phần chồng lên nhau")
    _check_content_types(archive, limits)


def _bomb(found: str) -> UnreadableWorkbook:
    return _refused("Tệp nén bất thường (bom nén); hãy chép dữ liệu sang một tệp Excel mới rồi gửi lại.", found)


def _check_names(names: list[str]) -> None:
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise _refused("Tệp chứa đường dẫn không an toàn; hãy lưu lại bằng Excel.", name)
    name, count = Counter(names).most_common(1)[0] if names else ("", 0)
    if count > 1:
        raise _refused("Tệp có hai thành phần trùng tên; hãy lưu lại bằng Excel.", name)


def _check_macros(names: list[str]) -> None:
    for name in names:
        if any(macro in name for macro in _MACROS):
            raise _refused(
                "Tệp có macro (chương trình bên trong) nên không được nhận; hãy lưu thành kiểu "
                "“Excel Workbook (*.xlsx)”, không phải .xlsm, rồi gửi lại.",
                name,
            )


def _check_content(names: list[str]) -> None:
    if CONTENT_TYPES.lower() in names and any(name.startswith("xl/") for name in names):
        return
    for prefix, name, mend in _STRANGERS:
        if any(part.startswith(prefix) for part in names):
            raise _refused(f"Đây là {name}, không phải sổ làm việc .xlsx; {mend}.", name)
    raise _refused(
        "Đây là tệp nén (.zip), không phải sổ làm việc; hãy giải nén rồi gửi tệp .xlsx ở trong.",
        "tệp nén .zip",
    )


def _check_content_types(archive: zipfile.ZipFile, limits: Limits) -> None:
    part = next(part for part in archive.infolist() if part.filename.lower() == CONTENT_TYPES.lower())
    if part.file_size > min(MEGABYTE, limits.unpacked):
        raise _bomb(f"{CONTENT_TYPES} {part.file_size} byte")
    types = archive.read(part)
    if b"macroEnabled" in types or b"ms-excel.addin" in types:
        _check_macros(["xl/vbaproject.bin"])
    if b"spreadsheetml.sheet.main" not in types and b"spreadsheetml.template.main" not in types:
        raise _refused("Tệp thiếu phần mô tả của sổ làm việc; hãy lưu lại bằng Excel.", "không có workbook")
