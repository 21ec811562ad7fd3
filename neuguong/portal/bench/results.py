"""What a benchmark says, and how it runs and measures a process."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from neuguong.core.errors import Refusal

_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison: `ratio` of theirs to ours (or of a bound to ours), `goal` what it should at least be."""

    name: str
    ratio: float
    goal: float
    ours: float
    theirs: float
    unit: str
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {**asdict(self), "met": self.ratio >= self.goal}


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended: seconds on the clock, and megabytes held at most, with its children."""

    seconds: float
    megabytes: float


def run(words: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a process to its end; raises Refusal with its last line where it fails."""
    began = time.perf_counter()
    with subprocess.Popen(
        words, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        # Looked at beside, so that the waiting itself costs nothing.
        with _Watch(process.pid) as watch:
            _out, errors = process.communicate()
        seconds = time.perf_counter() - began
    if process.returncode != 0:
        last = errors.strip().splitlines()[-1:] or ["không nói gì"]
        raise Refusal(f"Phép đo dừng: {words[0]} kết thúc với mã {process.returncode}: {last[0]}")
    return Run(seconds, watch.most)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children every twentieth of a second, as long as the block lasts."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._pid, self._over = pid, threading.Event()

    def run(self) -> None:
        """Look, until it is over."""
        while not self._over.wait(_EVERY):
            self.most = max(self.most, _held(self._pid))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self.join()


def _held(pid: int) -> float:
    """Return the resident megabytes of a process and its children; 0 for one that has gone."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return resident + sum(_held(int(child)) for child in children)
