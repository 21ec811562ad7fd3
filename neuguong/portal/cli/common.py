"""What commands share: JSON or words, who acts, how a period and an organisation are given."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from neuguong.accounts.queries import by_email
from neuguong.campaigns.periods import Period, parse
from neuguong.core.actor import SYSTEM, Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure, actor_for
from neuguong.organisations.rules import get_visible, visible_to

F = TypeVar("F", bound=Callable[..., Any])


class FileType(click.ParamType[Path]):
    """A file to read, which must be there, or one to write, whose folder must be."""

    name = "file"

    def __init__(self, *, to_read: bool) -> None:
        self._to_read = to_read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail as wrong use."""
        path = Path(value)
        if path.is_dir():
            self.fail(f"{path} là thư mục, ở đây cần một tệp.", param, ctx)
        if self._to_read and not path.exists():
            self.fail(f"không có tệp {path}; kiểm tra lại tên và thư mục.", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"không có thư mục {path.parent}; lập thư mục trước.", param, ctx)
        if not os.access(path if self._to_read else path.parent, os.R_OK if self._to_read else os.W_OK):
            self.fail(f"không có quyền {'đọc' if self._to_read else 'ghi'} {path}.", param, ctx)
        return path


FILE_IN, FILE_OUT = FileType(to_read=True), FileType(to_read=False)


class PeriodType(click.ParamType[Period]):
    """`2023`, `2023-Q3`, `2023-H1`, `2023-07`, `2021..2023`."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read a period, or fail as wrong use."""
        if isinstance(value, Period):
            return value
        try:
            return parse(str(value))
        except Refusal as error:
            self.fail(error.message, param, ctx)


def as_json(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "in_json", is_flag=True, help="In kết quả dạng JSON.")(command)


def as_someone(command: F) -> F:
    """Add `--as EMAIL`: the account that acts; the system itself, when left out."""
    option = click.option("--as", "email", metavar="EMAIL", help="Làm với quyền của tài khoản này.")
    return option(command)


def about(command: F) -> F:
    """Add `--organisation CODE --period P`."""
    command = click.option("--period", required=True, type=PeriodType(), help="Kỳ: 2023, 2023-Q3, 2021..2023…")(command)
    return click.option("--organisation", required=True, metavar="CODE", help="Mã tổ chức.")(command)


def structured(command: F) -> F:
    """Add `--structure then|now`."""
    choice = click.Choice([structure.value for structure in Structure])
    option = click.option("--structure", type=choice, default="then", show_default=True, help="Cơ cấu khi đó hay nay.")
    return option(command)


def actor_of(email: str | None) -> Actor:
    """Return who acts: the system, without sensitive fields, or the account of `email`."""
    return actor_for(by_email(email)) if email else SYSTEM


def organisation_of(actor: Actor, code: str) -> Organisation:
    """Return an organisation by code; raises Refusal that names the code."""
    if not visible_to(actor).filter(code=code).exists():
        raise Refusal(f"Không có tổ chức nào mang mã {code}, hoặc tài khoản không được xem.", code="not_found")
    return get_visible(actor, code)


def say(content: Any) -> None:
    """Print JSON, in Vietnamese letters."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
