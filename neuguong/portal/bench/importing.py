"""How fast people go in, beside django-import-export on the same workbook, and in how much memory."""

import sys
import tempfile
from pathlib import Path

from django.conf import settings

from neuguong.core.errors import Refusal
from neuguong.portal.bench import workbooks
from neuguong.portal.bench.results import Result, Run, run

PEER = settings.PACKAGE.parent / ".venv-peers/bin/python"
SPEED, MEMORY = 20.0, 300.0
_COMMAND = ("-m", "neuguong.portal.cli")
_TUNED = "django-import-export: use_bulk, lô 1.000, skip_diff"


def measure(size: int) -> list[Result]:
    """Import `size` people with both, each as a process of its own with an empty SQLite of its own."""
    if not PEER.exists():
        raise Refusal("Chưa có môi trường để so sánh. Chạy «make peers» trước.")
    with tempfile.TemporaryDirectory(prefix="neuguong-bench-") as folder:
        home = Path(folder)
        environment = {"NEUGUONG_HOME": str(home / "home"), "DATABASE_URL": ""}
        tree, people = home / "tree.xlsx", home / "people.xlsx"
        workbooks.write_organisations(tree)
        workbooks.write_people(people, size)
        start = ["init", "--name", "Đảng bộ Khối", "--code", "DUK", "--admin", "bench@neuguong.example"]
        for words in (start, ["import", str(tree)]):
            run([sys.executable, *_COMMAND, *words], environment)
        ours = run([sys.executable, *_COMMAND, "import", str(people), "--json"], environment)
        peer = [str(PEER), str(Path(__file__).parent / "data" / "import_export_peer.py"), str(people)]
        plain = run([*peer, str(home / "plain.sqlite3")], {})
        whole = run([*peer, str(home / "whole.sqlite3"), "whole"], {})
    held = round(MEMORY / ours.megabytes, 2)
    return [
        _speed("import", ours, plain, f"{size} người; {_TUNED}; một bảng, không nhật ký"),
        _speed("import-whole", ours, whole, f"{size} người; {_TUNED}; cả nơi sinh hoạt, chức vụ, nhật ký"),
        Result("import-memory", held, 1.0, round(ours.megabytes), MEMORY, "MB", f"{size} người; giới hạn 300 MB"),
    ]


def _speed(name: str, ours: Run, theirs: Run, note: str) -> Result:
    ratio = round(theirs.seconds / ours.seconds, 1)
    return Result(name, ratio, SPEED, round(ours.seconds, 2), round(theirs.seconds, 2), "s", note)
