"""Only core's clock asks what time it is, so that a test or a replay can set it."""

import ast

import pytest

from tests.architecture.tree import Module, assert_none, findings, sample

CLOCK = "core/clock.py"
# Asked of a class or module of this name, the attribute is the time of the machine.
ASKING = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now"},
    "time": {"time", "time_ns"},
    "functions": {"Now"},
}
# With a moment given these turn it into another form; without one they ask.
ASKING_WHEN_EMPTY = {"localtime", "localdate", "gmtime", "ctime"}
IMPORTED = {
    "django.utils.timezone": {"now"},
    "django.db.models.functions": {"Now"},
    "time": {"time", "time_ns"},
}
FIELD_OPTIONS = {"auto_now", "auto_now_add"}


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def asks_the_time(module: Module) -> list[str]:
    """Return every place that asks the machine's clock, by whatever name."""
    if str(module.path) == CLOCK:
        return []
    found: list[str] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in ASKING.get(_last_name(node.value), ()):
            found.append(module.at(node, f"asks {_last_name(node.value)}.{node.attr}"))
        elif isinstance(node, ast.Call) and not node.args and _last_name(node.func) in ASKING_WHEN_EMPTY:
            found.append(module.at(node, f"asks {_last_name(node.func)}()"))
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names} & IMPORTED.get(node.module or "", set())
            found += [module.at(node, f"imports {name}") for name in names]
        elif isinstance(node, ast.keyword) and node.arg in FIELD_OPTIONS:
            found.append(module.at(node, f"uses {node.arg}"))
    return found


def test_only_the_clock_asks_the_time() -> None:
    assert_none(findings(asks_the_time))


@pytest.mark.parametrize(
    "line",
    [
        "import datetime as dt\nx = dt.datetime.now()",
        "import datetime as dt\nx = dt.date.today()",
        "from datetime import datetime\nx = datetime.utcnow()",
        "from django.utils import timezone\nfield(default=timezone.now)",
        "from django.utils import timezone\nx = timezone.localdate()",
        "from django.utils.timezone import localtime\nx = localtime()",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
        "import time\nx = time.time()",
        "field = models.DateTimeField(auto_now_add=True)",
    ],
)
def test_asking_elsewhere_is_found(line: str) -> None:
    assert asks_the_time(sample("core/ids.py", line))


@pytest.mark.parametrize(
    "line",
    [
        "from neuguong.core import clock\nx = clock.now()",
        "import time\nx = time.monotonic()",
        "from django.utils import timezone\nx = timezone.localtime(moment)",
        "x = moment.strftime('%d')",
        "import datetime as dt\nx = dt.date(2023, 1, 1)",
    ],
)
def test_what_is_not_asking_passes(line: str) -> None:
    assert asks_the_time(sample("core/ids.py", line)) == []
