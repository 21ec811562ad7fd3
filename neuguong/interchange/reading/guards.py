"""What is checked before anything of a workbook is unpacked.

Only the file's head, its central directory and [Content_Types].xml are read here; what can be known only by
unpacking is checked by `survey`, inside the limited process.
"""

import zipfile
from pathlib import Path

from neuguong.core import archives
from neuguong.interchange.reading.limits import MEGABYTE, Limits
from neuguong.interchange.reading.problems import UnreadableWorkbook, unreadable
from neuguong.interchange.reading.signatures import SAVE_AS, recognise

EXPECTED = "sổ làm việc Excel (.xlsx)"
BROKEN = "Tệp bị hỏng hoặc tải về chưa hết; hãy mở bằng Excel, lưu lại rồi gửi lại."
CONTENT_TYPES = "[Content_Types].xml"
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
        raise _too_large("Tệp", f"{-(-size // MEGABYTE)} MB", bounds.file_size)
    kind = recognise(path)
    if kind is not None:
        raise _refused(f"Đây là {kind.name}, không phải sổ làm việc .xlsx; {kind.mend}.", kind.name)
    may = archives.Limits(bounds.entries, bounds.unpacked, bounds.ratio, bounds.ratio_from)
    try:
        with archives.opened(path, may) as archive:
            archives.check_names(archive)
            names = [part.filename.lower() for part in archive.infolist()]
            _check_macros(names)
            _check_content(names)
            archives.check_parts(archive, size, may)
            _check_content_types(archive, bounds)
    except archives.Unsafe as unsafe:
        raise _unsafe(unsafe, bounds) from unsafe


def _unsafe(unsafe: archives.Unsafe, limits: Limits) -> UnreadableWorkbook:
    """Return the refusal of an archive, with how to mend it."""
    if unsafe.code == "unpacked":
        return _too_large("Nội dung sau khi giải nén", unsafe.found, limits.unpacked)
    if unsafe.code in ("ratio", "overlap"):
        return _bomb(unsafe.found)
    words = {
        "broken": BROKEN,
        "entries": f"Tệp có quá {limits.entries} thành phần bên trong, không giống bảng tính thường; "
        "hãy chép dữ liệu sang một tệp Excel mới rồi gửi lại.",
        "path": "Tệp chứa đường dẫn không an toàn; hãy lưu lại bằng Excel.",
        "twice": "Tệp có hai thành phần trùng tên; hãy lưu lại bằng Excel.",
        "encrypted": "Tệp nén có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.",
    }
    return _refused(words[unsafe.code], unsafe.found)


def _refused(why: str, found: str) -> UnreadableWorkbook:
    return unreadable(why, expected=EXPECTED, found=found)


def _too_large(what: str, found: str, limit: int) -> UnreadableWorkbook:
    most = f"{limit // MEGABYTE} MB"
    return unreadable(
        f"{what} lớn {found}, quá mức {most}; hãy chia bảng thành nhiều tệp nhỏ hơn.",
        expected=f"không quá {most}",
        found=found,
    )


def _bomb(found: str) -> UnreadableWorkbook:
    return _refused("Tệp nén bất thường (bom nén); hãy chép dữ liệu sang một tệp Excel mới rồi gửi lại.", found)


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
