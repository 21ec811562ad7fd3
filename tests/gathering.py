"""The static files of sites that are served for tests: gathered and compressed once, which takes seconds."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

_KEPT = ROOT / "build" / "served"
_GATHER = "import django; django.setup(); from neuguong.portal.assets import collect; collect()"


def gathered(home: Path) -> None:
    """Put the static files into a home that will be served; `serve` gathers anew what is not up to date."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    told = {"NEUGUONG_HOME": str(_KEPT), "DJANGO_SETTINGS_MODULE": "neuguong.config.settings"}
    # Several processes of a run may want them at once.
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([sys.executable, "-c", _GATHER], env={**kept, **told}, check=True, cwd=ROOT)
        shutil.copytree(_KEPT / "static", home / "static", dirs_exist_ok=True)
