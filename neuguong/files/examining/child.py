"""The process that opens a file: it has no Django, little memory, and answers with findings or a refusal."""

import json
import sys
from pathlib import Path

from neuguong.core.confined import confine
from neuguong.files.examining import media, office, pdf, pictures
from neuguong.files.examining.findings import Findings, NotKept

_EXAMINE = {"pdf": pdf.examine, "picture": pictures.examine, "office": office.examine}


def main(arguments: list[str]) -> None:
    """Examine the file `arguments[1]` within the bounds `arguments[0]`; write a line of JSON, then new content."""
    confine(arguments[0])
    try:
        found = examined(Path(arguments[1]))
    except NotKept as refused:
        _write({"refused": refused.code, "found": refused.found})
        return
    names = ("media_type", "text", "first_page", "pages", "width", "height")
    _write({"renewed": found.content is not None, **{name: getattr(found, name) for name in names}})
    sys.stdout.buffer.write(found.content or b"")


def examined(path: Path) -> Findings:
    """Return what is found of the file at `path`; raises NotKept."""
    family = media.family(path)
    if not family:
        raise NotKept("kind")
    return _EXAMINE[family](path)


def _write(said: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
