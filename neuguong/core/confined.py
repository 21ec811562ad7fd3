"""Work on what strangers sent, in a process of its own: little memory, little time, none of our secrets."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from neuguong.core.rlimits import give_up

MEGABYTE = 1 << 20
_ROOT = Path(__file__).parents[2]
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process may use: bytes of address space, seconds of CPU and on the clock, bytes of its answer."""

    memory: int = 1_024 * MEGABYTE
    cpu_seconds: int = 20
    seconds: float = 60.0
    answer: int = 64 * MEGABYTE


class Died(Exception):
    """The process ended without an answer: it took too much, or a parser fell over."""


def run(module: str, *arguments: str, bounds: Bounds | None = None) -> bytes:
    """Run `module` with `arguments` and return what it writes; raises Died where it doesn't end well.

    The module gets its bounds, as JSON, before the arguments, and gives them to `confine` first of all. It
    must not need Django.
    """
    most = bounds or Bounds()
    words = [sys.executable, "-m", module, json.dumps(asdict(most)), *arguments]
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(words, cwd="/", env=environment(), stdin=quiet, stdout=pipe, stderr=quiet) as process:
        watch = threading.Timer(most.seconds, process.kill)
        watch.start()
        try:
            assert process.stdout is not None  # noqa: S101 (for the types: a pipe was asked for)
            answer = process.stdout.read(most.answer + 1)
            if len(answer) > most.answer:
                process.kill()
            process.wait()
        finally:
            watch.cancel()
    if process.returncode != 0 or len(answer) > most.answer:
        raise Died(f"{module}: {process.returncode}")
    return answer


def confine(bounds: str) -> None:
    """Keep this process, for good, within its bounds as `run` gave them."""
    most = Bounds(**json.loads(bounds))
    give_up(memory=most.memory, cpu_seconds=most.cpu_seconds)


def environment() -> dict[str, str]:
    """Return the environment of such a process: where the package is, and nothing that could be a secret."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
