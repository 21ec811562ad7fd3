"""Rooms lean only on rooms below, and only on what those rooms offer."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, ROOT, Module, assert_none, findings, layers, may_use, sample

OFFERED = frozenset({"models", "queries", "actions", "rules"})
# Words that a room exists to give: what a period, an indicator, a duty is, and from where and when one looks.
VOCABULARY = {
    "accounts": frozenset({"origin"}),
    "campaigns": frozenset({"indicators", "periods", "duties", "standpoint"}),
    # What these rooms are for is files: written by exporting, taken back, checked.
    "interchange": frozenset({"exporting", "kinds", "reading", "undoing", "writing"}),
    "reporting": frozenset({"exporting", "verifying"}),
}
# What a room declares for the whole, joined in one place.
JOINED = frozenset({"figures", "duties", "personal_data", "registry", "scheduled", "telling"})
# Rooms that exist to be used in every part.
FREE = frozenset({"core", "ui", "audit", "documents"})
JOINT = "config/wiring.py"


def imported(module: Module) -> Iterator[tuple[ast.stmt, list[str]]]:
    """Give each import of the package as the parts of its dotted name, after `neuguong`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node, name.split(".")[1:]) for name in names if name.startswith("neuguong."))


def reaching_in(module: Module) -> list[str]:
    """Return the imports of another room's inside."""
    offered = OFFERED | JOINED if str(module.path) == JOINT else OFFERED
    return [
        module.at(node, f"imports the inside of another room: {'.'.join(parts)}")
        for node, parts in imported(module)
        if parts[0] not in {module.room, *FREE, "__version__"}
        if len(parts) < 2 or parts[1] not in offered | VOCABULARY.get(parts[0], frozenset())
    ]


def hidden_imports(module: Module) -> list[str]:
    """Return the imports inside functions, which hide what a module needs."""
    return [
        module.at(node, f"imports inside {function.name}()")
        for function in module.functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_a_room_uses_only_what_another_offers() -> None:
    assert_none(findings(reaching_in))


@pytest.mark.parametrize(
    "line",
    [
        "from neuguong.commitments.views import submit",
        "from neuguong.commitments import forms",
        "import neuguong.commitments.tables",
        "from neuguong.commitments.figures import rate",
        "import neuguong.commitments",
    ],
)
def test_reaching_in_is_found(line: str) -> None:
    assert reaching_in(sample("reporting/views.py", line))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("reporting/views.py", "from neuguong.commitments.queries.yearly import signed"),
        ("reporting/views.py", "from neuguong.commitments import actions, models"),
        ("reporting/views.py", "from neuguong.documents.word import paragraphs"),
        ("reporting/views.py", "from neuguong.reporting.forms import Form"),
        ("reporting/figures.py", "from neuguong.campaigns.indicators import REGISTRY"),
        ("config/wiring.py", "from neuguong.commitments import duties, figures"),
    ],
)
def test_what_is_offered_may_be_used(path: str, line: str) -> None:
    assert reaching_in(sample(path, line)) == []


def test_imports_stand_at_the_top() -> None:
    assert_none(findings(hidden_imports))


def test_an_import_inside_a_function_is_found() -> None:
    assert hidden_imports(sample("core/ids.py", "def make() -> str:\n    import uuid\n    return uuid.uuid4().hex"))


def test_every_folder_of_the_package_is_a_room() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {"locale"} <= {room for rooms in layers() for room in rooms}


def test_rooms_are_ordered() -> None:
    assert may_use("portal", "core")
    assert may_use("ui", "ui")
    assert not may_use("core", "portal")
    assert not may_use("ui", "audit")


@pytest.mark.parametrize(
    ("path", "line", "complaint"),
    [
        ("core/climbs.py", "from neuguong.organisations import apps\n", "neuguong.core.climbs"),
        ("classification/lifecycle.py", "from neuguong.classification import actions\n", "classification.lifecycle"),
        ("unlisted/__init__.py", "", "neuguong.unlisted"),
    ],
)
def test_what_breaks_the_layers_is_found_by_import_linter(tmp_path: Path, path: str, line: str, complaint: str) -> None:
    def lint() -> str:
        command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True).stdout

    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "neuguong", ignore=shutil.ignore_patterns("static", "templates", "*.pyc"))
    assert complaint not in lint()
    target = tmp_path / "neuguong" / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(line)
    assert complaint in lint()
