"""The sources as the architecture tests see them: rooms in their order, modules, templates, tracked files."""

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "neuguong"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """Return the rooms from top to bottom, siblings together, as import-linter's contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rooms = next(contract for contract in contracts if contract["id"] == "rooms")["layers"]
    return tuple(tuple(name.strip(" ()") for name in layer.split("|")) for layer in rooms)


@cache
def height(room: str) -> int:
    """Return how high a room stands; the lowest is 0."""
    found = [index for index, names in enumerate(reversed(layers())) if room in names]
    if not found:
        raise LookupError(f"{room!r} is not a room; the rooms are in pyproject.toml, contract 'rooms'")
    return found[0]


def is_room(name: str) -> bool:
    """Tell whether `name` is a room."""
    return any(name in names for names in layers())


def may_use(user: str, used: str) -> bool:
    """Tell whether room `user` may lean on room `used`: itself, or one below."""
    return user == used or height(user) > height(used)


@dataclass(frozen=True)
class Module:
    """A Python file of the package; `path` begins with the room, as in commitments/views.py."""

    path: PurePosixPath
    text: str

    @property
    def room(self) -> str:
        return self.path.parts[0]

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def is_view(self) -> bool:
        return self.path.name == "views.py" or "views" in self.path.parts

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def at(self, node: ast.stmt | ast.expr | ast.keyword, words: str) -> str:
        """Return a finding: where, and what."""
        return f"{self.path}:{node.lineno} {words}"


def sample(path: str, text: str) -> Module:
    """Return an invented module, for showing that a check bites."""
    return Module(PurePosixPath(path), text)


@cache
def modules() -> tuple[Module, ...]:
    """Return every Python file inside a room."""
    found = sorted(PACKAGE.glob("*/**/*.py"))
    return tuple(Module(PurePosixPath(path.relative_to(PACKAGE).as_posix()), path.read_text()) for path in found)


def findings(check: Callable[[Module], Iterable[str]]) -> list[str]:
    """Return what `check` finds in every module but migrations, which are written by a machine."""
    return [finding for module in modules() if not module.is_migration for finding in check(module)]


def assert_none(found: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)


@dataclass(frozen=True)
class Template:
    """A template; `name` is what `extends` calls it, `room` is whose folder holds it."""

    room: str
    name: str
    text: str


@cache
def templates() -> tuple[Template, ...]:
    """Return every template of every room."""
    found: list[Template] = []
    for folder in sorted(PACKAGE.glob("*/templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                found.append(Template(folder.parent.name, name, path.read_text()))
    return tuple(found)


@cache
def tracked() -> tuple[str, ...]:
    """Return the paths that git tracks, whoever owns the checkout."""
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(name for name in listed.split("\0") if name and (ROOT / name).exists())
