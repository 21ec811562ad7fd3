"""What a machine lacks is named in one line where it can't be installed."""

import subprocess
from pathlib import Path

from tests.architecture.tree import ROOT

NEED = ROOT / "tools/need"


def need(folder: Path, *programs: str) -> subprocess.CompletedProcess[str]:
    """Run tools/need on a machine that has only the programs in `folder`, and no package manager."""
    for name in ("bash", "id", "env"):
        if not (folder / name).exists():
            (folder / name).symlink_to(Path("/usr/bin") / name)
    return subprocess.run([NEED, *programs], env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_what_is_missing_is_named_once(tmp_path: Path) -> None:
    answer = need(tmp_path, "chromium", "soffice", "git")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == (
        "Missing here, please install (Debian's names): chromium libreoffice-writer fonts-liberation git\n"
    )


def test_what_is_here_is_enough(tmp_path: Path) -> None:
    for name in ("chromium", "git"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    answer = need(tmp_path, "chromium", "git")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_an_unknown_program_is_refused(tmp_path: Path) -> None:
    answer = need(tmp_path, "emacs")
    assert answer.returncode == 2
    assert "emacs" in answer.stderr
