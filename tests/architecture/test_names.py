"""Names say where a line lives; a name that could hold anything is refused."""

import ast

import pytest

from tests.architecture.tree import ROOT, Module, assert_none, findings, is_room, modules, sample

VAGUE = {"utils", "util", "helpers", "helper", "mixins", "mixin", "services", "service", "misc"}
# Folders of tests/ that mirror no room.
CROSSING = {"access", "architecture", "browser", "docs", "tools", "demo", "e2e"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def vague(module: Module) -> list[str]:
    """Return the module when a part of its path could hold anything."""
    parts = {module.path.stem, *module.path.parent.parts}
    return [f"{module.path}: {name!r} says nothing" for name in sorted(parts & VAGUE)]


def queries_in_views(module: Module) -> list[str]:
    """Return where a view asks the database by itself instead of calling queries, actions or rules."""
    if not module.is_view:
        return []
    return [
        module.at(node, f"a view uses .{node.attr}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def test_no_file_is_a_drawer_for_anything() -> None:
    assert_none(findings(vague))


@pytest.mark.parametrize("path", ["core/utils.py", "ui/helpers/text.py", "commitments/services.py"])
def test_a_vague_name_is_found(path: str) -> None:
    assert vague(sample(path, ""))


def test_views_ask_no_database() -> None:
    assert_none(findings(queries_in_views))


def test_a_view_that_asks_the_database_is_found() -> None:
    line = "def show(request):\n    return Commitment.objects.get(pk=1)\n"
    assert queries_in_views(sample("commitments/views.py", line))
    assert queries_in_views(sample("commitments/views/yearly.py", line))
    assert queries_in_views(sample("commitments/queries.py", line)) == []


def test_tests_mirror_the_rooms() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {name for name in folders - CROSSING if not is_room(name)} == set()


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        str(module.path)
        for module in modules()
        if module.path.name not in {"__init__.py", "apps.py"}
        and not module.is_migration
        and not ast.get_docstring(module.tree)
    ]
    assert_none(silent)
