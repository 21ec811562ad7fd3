"""The table: every address and method, who gets through from where; kept in rows/, a file for each room."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.world import ROLES

FOLDER = Path(__file__).parent / "rows"
METHODS = ("GET", "POST")
IS_EMBEDDED = connection.vendor == "sqlite"
_REFUSED = {"!": 403, ".": 404, ">": 302}


@dataclass(frozen=True)
class Cell:
    """One question of the table: a role asks for a page about something of `scope`; `status` is what must come."""

    page: str
    method: str
    scope: str
    role: str
    status: int
    is_let_through: bool


@dataclass(frozen=True)
class Page:
    """A row of the table: how the address is made, and a matrix for each method.

    `label` is the name of the address, with a word behind it where one address has several rows.
    """

    label: str
    of: str
    code: bool
    there: bool
    before: tuple[str, ...]
    args: tuple[str, ...]
    query: str
    said: dict[str, Any]
    methods: dict[str, tuple[str, int]]

    @property
    def name(self) -> str:
        """The name of the address."""
        return self.label.partition(" ")[0]

    def cells(self, matrices: dict[str, dict[str, str]]) -> Iterator[Cell]:
        """Yield every question that the row answers."""
        for method, (matrix, status) in self.methods.items():
            for scope, signs in matrices[matrix].items():
                for role, sign in zip(ROLES, signs, strict=True):
                    let = sign == "+"
                    yield Cell(self.label, method, scope, role, status if let else _REFUSED[sign], let)

    def asked(self, matrices: dict[str, dict[str, str]]) -> Iterator[Cell]:
        """Yield all cells on the embedded database, a sample of them on the other."""
        return self.cells(matrices) if IS_EMBEDDED else self.sample(matrices)

    def sample(self, matrices: dict[str, dict[str, str]]) -> Iterator[Cell]:
        """Yield a question for each method, place and kind of answer, another role's from page to page.

        Which role is let through is decided before records are asked for: a database that answers as the other did
        for some roles does so for all.
        """
        alike: dict[tuple[str, str, int], list[Cell]] = {}
        for cell in self.cells(matrices):
            alike.setdefault((cell.method, cell.scope, cell.status), []).append(cell)
        for cells in alike.values():
            yield cells[crc32(f"{self.label} {cells[0].scope}".encode()) % len(cells)]


def some(*roles: str) -> tuple[str, ...]:
    """Return all of `roles` on the embedded database, the first of them on the other."""
    return roles if IS_EMBEDDED else roles[:1]


def matrices() -> dict[str, dict[str, str]]:
    """Return the matrices by name: for each place a string with a sign for each role."""
    found = tomllib.loads((FOLDER / "_matrices.toml").read_text())
    return {name: dict(map(_line, text.strip().splitlines())) for name, text in found.items()}


def _line(line: str) -> tuple[str, str]:
    scope, *signs = line.split()
    return scope, "".join(signs)


def pages() -> dict[str, Page]:
    """Return the rows of all files; a name that stands twice is an error."""
    found: dict[str, Page] = {}
    for path in sorted(FOLDER.glob("[a-z]*.toml")):
        for name, row in tomllib.loads(path.read_text()).items():
            assert name not in found, f"{name} stands twice in the table"
            found[name] = _page(name, row)
    return found


def _page(name: str, row: dict[str, Any]) -> Page:
    methods = {method: _let(row.pop(method)) for method in METHODS if method in row}
    parts = {"of": row.pop("of", ""), "code": row.pop("code", False), "there": row.pop("there", False)}
    parts |= {"before": tuple(row.pop("before", ())), "args": tuple(row.pop("with", ()))}
    page = Page(name, **parts, query=row.pop("query", ""), said=row.pop("said", {}), methods=methods)
    assert not row, f"{name}: {row} says nothing"
    return page


def _let(words: str) -> tuple[str, int]:
    matrix, _gap, status = words.partition(" ")
    return matrix, int(status or 200)


@cache
def addresses() -> dict[str, str]:
    """Return the pattern of every address of the installation by its name; one without a name is an error."""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str]]:
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern)
        if isinstance(part, URLPattern):
            assert part.name, f"{pattern} has no name"
            yield space + part.name, pattern
        else:
            yield from _walk(part, pattern, f"{space}{part.namespace}:" if part.namespace else space)
