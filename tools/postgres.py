"""Run a command with a PostgreSQL of its own: postgres.py COMMAND… (uses DATABASE_URL as it is when set).

The server lives in a temporary folder on a unix socket, syncs nothing, and stops with the command.
Started by root it runs as another user, since PostgreSQL refuses to run as root.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

OLDEST = 15
OPTIONS = (
    "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100",
    "shared_buffers=128MB", "autovacuum_naptime=10s", "logging_collector=off", "log_min_messages=fatal",
)  # fmt: skip


def binaries() -> Path:
    """Return the folder of the newest server programs found, of PostgreSQL 15 or later."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    found = [(version(folder), folder) for folder in folders if (folder / "postgres").exists()]
    fit = [pair for pair in found if pair[0] >= OLDEST]
    if not fit:
        raise SystemExit(f"No PostgreSQL server of version {OLDEST} or later is here: install postgresql.")
    return max(fit)[1]


def version(folder: Path) -> int:
    """Return the major version of the server in `folder`."""
    words = subprocess.check_output([folder / "postgres", "--version"], text=True).split()
    return int(words[2].split(".")[0])


def identity() -> dict[str, Any]:
    """Return how to start a process as someone who is not root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """Start a server with an empty database and give its address; stop it by its own process afterwards."""
    programs = binaries()
    who = identity()
    # A socket's path must stay below 108 bytes, so a long TMPDIR is not used.
    short = tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/tmp"  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="neuguong-pg-", dir=short, ignore_cleanup_errors=True) as name:
        place = Path(name)
        if who:
            os.chown(place, who["user"], who["group"])
        initialise = [str(programs / "initdb"), "-D", str(place / "data"), "-U", "neuguong", "-A", "trust"]
        initialise += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(initialise, check=True, stdout=subprocess.DEVNULL, cwd=place, **who)
        settings = [part for option in OPTIONS for part in ("-c", option)]
        start = [str(programs / "postgres"), "-D", str(place / "data"), "-k", name, *settings]
        # A session of its own, so that Ctrl-C reaches the tests first and the server after them.
        process: subprocess.Popen[bytes] = subprocess.Popen(start, cwd=place, start_new_session=True, **who)
        try:
            prepare(programs, place, process)
            yield f"postgresql://neuguong@/neuguong?host={quote(str(place), safe='')}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def prepare(programs: Path, place: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, then make the database."""
    for _attempt in range(300):
        if process.poll() is not None:
            raise SystemExit(f"PostgreSQL stopped while starting, with status {process.returncode}.")
        asked = [str(programs / "pg_isready"), "-q", "-h", str(place), "-U", "neuguong", "-d", "postgres"]
        if subprocess.run(asked, check=False).returncode == 0:
            break
        time.sleep(0.1)
    create = [str(programs / "createdb"), "-h", str(place), "-U", "neuguong", "neuguong"]
    subprocess.run(create, check=True)


def stop(_number: int, _frame: FrameType | None) -> None:
    """Leave by way of the context managers when told to end."""
    raise SystemExit(143)


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set and return its exit status."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    signal.signal(signal.SIGTERM, stop)
    with server() as address:
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
