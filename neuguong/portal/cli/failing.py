"""What is said when a command can't do what it was asked: one line for people, with --json an object as well."""

import errno
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from neuguong.portal.cli.options import say

# How SQLite and PostgreSQL say that nothing was set up yet.
_NO_TABLES = ("no such table", "does not exist")
_TOLD = {"Refusal", "Forbidden", "NotVisible", "Stale", "Locked", "UnreadableWorkbook", "ValidationError"}
_REASONS = {
    errno.ENOSPC: "đĩa đã đầy; dọn bớt hoặc chọn ổ đĩa khác",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EIO: "ổ đĩa báo lỗi",
}
_NOTHING_DONE = {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}


def explain(error: OSError) -> str:
    """Return in words which file could not be read or written, and why."""
    if error.errno is None:
        return str(error)
    reason = _REASONS.get(error.errno, error.strerror or str(error))
    return f"Không đọc hoặc ghi được {error.filename or 'kết quả'}: {reason}."


def explain_any(error: Exception) -> str:
    """Return in one line what went wrong; what nobody foresaw goes, whole, into a file beside the data."""
    message = getattr(error, "message", None) or "; ".join(getattr(error, "messages", []))
    kind = type(error).__name__
    if message and kind in _TOLD:
        return str(message)
    if kind in {"OperationalError", "ProgrammingError"} and any(words in str(error) for words in _NO_TABLES):
        return "Chưa có dữ liệu ở đây. Chạy «neuguong init» hoặc «neuguong demo» trước."
    if kind in {"OperationalError", "InterfaceError"}:
        return f"Không dùng được cơ sở dữ liệu: {' '.join(str(error).split())}"
    if isinstance(error, OSError):
        return explain(error)
    return f"Lỗi ngoài dự kiến ({kind}): {error}. {_kept(error)}"


def tell(message: str) -> None:
    """Say what went wrong, where the command has not said it itself."""
    with suppress(OSError):
        click.echo(message, err=True)
        tell_as_json(message)


def tell_as_json(message: str) -> None:
    """Print the object of a command that gave no result, if it was to print JSON; an import's has its counts."""
    if "--json" not in sys.argv[1:]:
        return
    error = {**dict.fromkeys(("sheet", "row", "column")), "expected": "", "found": "", "message": message}
    content: dict[str, Any] = {"errors": [error]}
    say({**_NOTHING_DONE, **content, "batch": None} if sys.argv[1:2] == ["import"] else content)


def _kept(error: Exception) -> str:
    path = Path(os.environ.get("NEUGUONG_HOME", "var")) / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return f"Không ghi được chi tiết vào {path}."
    return f"Chi tiết ở {path}."
