"""`neuguong`: finds the command, sets Django up for it, and turns what goes wrong into one clear line."""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

import click

from neuguong.portal.cli.options import set_up

# Command -> module below `commands`; a command's room is loaded only when it is called.
_COMMANDS = {
    "init": "setup",
    "demo": "setup",
    "signin-link": "setup",
    "settings": "settings",
    "serve": "serve",
    "template": "workbooks",
    "import": "importing",
    "undo": "workbooks",
    "figures": "figures",
    "records": "figures",
    "report": "reports",
    "verify": "reports",
    "audit": "audit",
    "tick": "ticking",
    "bench": "bench",
}
_SETS_ITSELF_UP = {"import"}
# How SQLite and PostgreSQL say that nothing was set up yet.
_NO_TABLES = ("no such table", "does not exist")


class Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of a first acquaintance."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, with Django ready for it."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        if cmd_name not in _SETS_ITSELF_UP:
            set_up()
        commands = import_module(f"neuguong.portal.cli.commands.{module}")
        found: click.Command = getattr(commands, cmd_name.replace("-", "_") + "_command")
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="neuguong", prog_name="neuguong")
def cli() -> None:
    """Nêu Gương: sổ công tác của cấp ủy về học tập và làm theo Bác."""


def main() -> None:
    """Run and exit: 0 fine, 1 wrong data or a failed check, 2 wrong use."""
    try:
        # A command that leaves early gives its code back; any other gives what its function returned.
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as wrong_use:
        wrong_use.show()
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        sys.exit(_told(error))


def _told(error: Exception) -> int:
    """Say in one line what went wrong; what nobody foresaw goes, whole, into a file beside the data."""
    message = getattr(error, "message", None) or "; ".join(getattr(error, "messages", []))
    kind = type(error).__name__
    if message and kind in {"Refusal", "Forbidden", "NotVisible", "Stale", "UnreadableWorkbook", "ValidationError"}:
        click.echo(message, err=True)
    elif kind in {"OperationalError", "ProgrammingError"} and any(words in str(error) for words in _NO_TABLES):
        click.echo("Chưa có dữ liệu ở đây. Chạy «neuguong init» hoặc «neuguong demo» trước.", err=True)
    elif kind in {"OperationalError", "InterfaceError"}:
        click.echo(f"Không dùng được cơ sở dữ liệu: {' '.join(str(error).split())}", err=True)
    elif isinstance(error, OSError):
        click.echo(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror or error}", err=True)
    else:
        click.echo(f"Lỗi ngoài dự kiến ({kind}): {error}. {_kept(error)}", err=True)
    return 1


def _kept(error: Exception) -> str:
    path = Path(os.environ.get("NEUGUONG_HOME", "var")) / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return f"Không ghi được chi tiết vào {path}."
    return f"Chi tiết ở {path}."
