"""`neuguong` as a person would call it: in this process, on the test's database, or as a process of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from neuguong.portal.cli.main import main

PROGRAM = Path(sys.executable).with_name("neuguong")


class Ran(NamedTuple):
    """What a command left: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return what it said, as JSON."""
        return json.loads(self.out)


def run(*words: str | Path) -> Ran:
    """Call the command with `words` in this process."""
    out, err = io.StringIO(), io.StringIO()
    arguments = ["neuguong", *map(str, words)]
    with patch.object(sys, "argv", arguments), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
    assert "Traceback" not in err.getvalue()
    return Ran(code, out.getvalue(), err.getvalue())


def call(home: Path, *words: str | Path, **environment: str) -> Ran:
    """Call the command as a process of its own, in the home `home`."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    done = subprocess.run(
        [PROGRAM, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env={**kept, "NEUGUONG_HOME": str(home), **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)
