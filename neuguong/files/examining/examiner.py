"""Has a file examined by a process of its own."""

import json
from pathlib import Path

from neuguong.core import confined
from neuguong.files.examining.findings import Findings, NotKept

_CHILD = "neuguong.files.examining.child"


def examine(path: Path) -> Findings:
    """Return what is found of the file at `path`; raises NotKept, also where the process that opens it dies of it."""
    try:
        answer = confined.run(_CHILD, str(path.resolve()))
    except confined.Died as died:
        raise NotKept("too_much") from died
    line, _newline, content = answer.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        raise NotKept(said["refused"], said["found"])
    renewed = said.pop("renewed")
    return Findings(**said, content=content if renewed else None)
