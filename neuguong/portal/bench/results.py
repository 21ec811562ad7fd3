"""What a benchmark says, and how it runs and measures a process."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from neuguong.core import clock
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
    began = clock.now()
    with subprocess.Popen(
        words, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        most = 0.0
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_EVERY)
            if process.returncode is not None:
                break
            most = max(most, _held(process.pid))
        seconds = (clock.now() - began).total_seconds()
        errors = process.stderr.read() if process.stderr else ""
    if process.returncode != 0:
        last = errors.strip().splitlines()[-1:] or ["không nói gì"]
        raise Refusal(f"Phép đo dừng: {words[0]} kết thúc với mã {process.returncode}: {last[0]}")
    return Run(seconds, most)


def _held(pid: int) -> float:
    """Return the resident megabytes of a process and its children; 0 for one that has gone."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return resident + sum(_held(int(child)) for child in children)
