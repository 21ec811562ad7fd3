"""What commands share and Django has no part in: files, JSON or words, who acts."""

import gc
import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def set_up() -> None:
    """Make Django ready; done twice, it does no harm."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neuguong.config.settings")
    # Looking for garbage while modules load finds none and takes a tenth of the time.
    gc.disable()
    import_module("django").setup()
    # What is loaded now stays to the end: it need not be searched for garbage, last of all on the way out.
    gc.freeze()
    gc.enable()


class FileType(click.ParamType[Path]):
    """A file to read, which must be there, or one to write, whose folder must be; `endings` are those allowed."""

    name = "file"

    def __init__(self, *, to_read: bool, endings: tuple[str, ...] = ()) -> None:
        self._to_read, self._endings = to_read, endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail as wrong use."""
        path = Path(value)
        if path.is_dir():
            self.fail(f"{path} là thư mục, ở đây cần một tệp.", param, ctx)
        if path.exists() and not path.is_file():
            self.fail(f"{path} là thiết bị hoặc đường ống, ở đây cần một tệp.", param, ctx)
        if self._endings and path.suffix.lower() not in self._endings:
            self.fail(f"đuôi tệp phải là {' hoặc '.join(self._endings)}.", param, ctx)
        if self._to_read and not path.exists():
            self.fail(f"không có tệp {path}; kiểm tra lại tên và thư mục.", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"không có thư mục {path.parent}; lập thư mục trước.", param, ctx)
        if not os.access(path if self._to_read else path.parent, os.R_OK if self._to_read else os.W_OK):
            self.fail(f"không có quyền {'đọc' if self._to_read else 'ghi'} {path}.", param, ctx)
        return path


FILE_IN, FILE_OUT = FileType(to_read=True), FileType(to_read=False)
WORKBOOK_OUT = FileType(to_read=False, endings=(".xlsx",))


def as_json(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "in_json", is_flag=True, help="In kết quả dạng JSON.")(command)


def as_someone(command: F) -> F:
    """Add `--as EMAIL`: the account that acts; the system itself, when left out."""
    option = click.option("--as", "email", metavar="EMAIL", help="Làm với quyền của tài khoản này.")
    return option(command)


def say(content: Any) -> None:
    """Print JSON, in Vietnamese letters."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
