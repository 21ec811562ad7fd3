"""The end of the log, carried out of the database: what a later check is compared with."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from neuguong.audit.models import Head
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.core.files import write_once


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the log: at which entry (None: at its end), which sort, in a sentence."""

    entry: int | None
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportedHead:
    """How many entries there were at a moment, and the hash of the last one; `name` is that of its file."""

    installation: str
    at: str
    count: int
    hash: str
    name: str = ""


def head(installation: str) -> ExportedHead:
    """Return the end of the log as it is now; `installation` is this one's mark."""
    stored = Head.objects.filter(pk=1).first() or Head()
    return ExportedHead(installation, clock.now().isoformat(timespec="seconds"), stored.count, stored.hash)


def as_json(exported: ExportedHead) -> str:
    """Return a head as the text of its file."""
    content = {name: value for name, value in asdict(exported).items() if name != "name"}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(path: Path, installation: str) -> ExportedHead:
    """Return the head in a file; raises Refusal where it is none, or another installation's."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = ExportedHead(content["installation"], content["at"], content["count"], content["hash"], path.name)
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"{path.name}: không phải tệp đầu nhật ký. Cần tệp JSON do «neuguong audit head» hoặc «neuguong tick» ghi."
        ) from error
    if not isinstance(found.count, int) or not isinstance(found.hash, str) or found.count < 0:
        raise Refusal(f"{path.name}: số dòng hoặc mã băm không đọc được. Dùng tệp gốc, chưa ai sửa.")
    if found.installation != installation:
        raise Refusal(f"{path.name}: tệp của hệ thống {found.installation}, hệ thống này là {installation}.")
    return found


def export_of_day(folder: Path, end: ExportedHead, day: dt.date) -> Path | None:
    """Write the head of `day` into `folder`, once: a file that is there stays as it is, and None is returned."""
    path = folder / f"{day.isoformat()}.json"
    if path.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return path if write_once(path, as_json(end).encode()) else None
