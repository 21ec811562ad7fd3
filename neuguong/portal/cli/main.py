"""`neuguong`: finds the command, sets Django up for it, and turns what goes wrong into one clear line."""

import gettext
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from neuguong.portal.cli import failing
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
    "duties": "duties",
    "report": "reports",
    "verify": "reports",
    "audit": "audit",
    "worker": "working",
    "tick": "ticking",
    "bench": "bench",
}
_SETS_ITSELF_UP = {"import"}


class Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; what click says by itself is kept from the first time on, so the language is set before."""
        _speak_vietnamese()
        return super().main(*args, **kwargs)

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
        for command in (found, *getattr(found, "commands", {}).values()):
            command.options_metavar = "[TÙY CHỌN]"
        if isinstance(found, click.Group):
            found.subcommand_metavar = "LỆNH …"
        return found


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH …",
)
@click.version_option(package_name="neuguong", prog_name="neuguong", help="Cho biết phiên bản rồi thôi.")
def cli() -> None:
    """Nêu Gương: sổ công tác của cấp ủy về học tập và làm theo Bác."""


def main() -> None:
    """Run and exit: 0 fine, 1 wrong data or a failed check, 2 wrong use."""
    try:
        # A command that leaves early gives its code back; any other gives what its function returned.
        code = cli.main(prog_name="neuguong", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as wrong_use:
        wrong_use.show()
        failing.tell_as_json(wrong_use.format_message())
        sys.exit(2)
    except BrokenPipeError:
        _leave_quietly(0)
    except Exception as error:
        failing.tell(failing.explain_any(error))
        _leave_quietly(1)


def _speak_vietnamese() -> None:
    """Have click speak Vietnamese: it asks the library's gettext, which goes by the environment."""
    gettext.bindtextdomain("click", str(Path(__file__).parents[2] / "locale"))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = "vi"


def _leave_quietly(code: int) -> None:
    """Exit, though what is printed goes nowhere: what is left of it must not be tried again on the way out."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
