"""Every address × method × role × place: who gets through, and that no answer tells of what lies beyond.

The table stands in rows/, a file for each room; who is asked for and where is told by world.py.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.asking import XHR, address, ask
from tests.access.leaks import given_away
from tests.access.table import METHODS, Cell, Page, addresses, matrices, pages
from tests.access.world import ROLES, World

pytestmark = pytest.mark.django_db
PAGES, MATRICES = pages(), matrices()
MISSING = 987_654


def asked(world: World, page: Page, cell: Cell) -> Iterator[str]:
    """Yield the addresses of a cell: the record from one's own place, then from the place where it stands."""
    pattern = addresses()[page.name]
    scope = "own" if cell.scope == "any" else cell.scope
    at_home = "own" if page.of or page.code or scope == "mine" else scope
    yield address(world, page, scope, at_home, pattern)
    seen = dict(zip(ROLES, MATRICES["read"].get(scope, ""), strict=False)).get(cell.role) == "+"
    if at_home != scope and seen and not page.there and cell.method == "GET":
        yield address(world, page, scope, scope, pattern)


def way(cell: Cell) -> dict[str, str]:
    """Ask for some of what is refused as htmx does: the answer is quick, and is held to the same."""
    quick = not cell.is_let_through and cell.scope in {"below", "parent", "sibling"} and cell.role != "visitor"
    return XHR if quick else {}


def test_the_table_names_every_address_and_no_other() -> None:
    assert {page.name for page in PAGES.values()} == set(addresses()), "add the rows to tests/access/rows/"


@pytest.mark.parametrize("name", PAGES)
def test_each_cell(world: World, name: str) -> None:
    page, wrong = PAGES[name], []
    for cell in page.asked(MATRICES):
        for url in asked(world, page, cell):
            answer = ask(world, cell.role, cell.method, url, page.said, headers=way(cell))
            if answer.status_code != cell.status:
                wrong.append(f"{cell.role} {cell.method} {cell.scope} {url}: {answer.status_code}, not {cell.status}")
            leaked = given_away(answer, cell.role)
            if leaked:
                wrong.append(f"{cell.role} {cell.method} {cell.scope} {url}: tells {sorted(leaked)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", PAGES)
def test_other_methods_are_not_taken(world: World, name: str) -> None:
    page = PAGES[name]
    url = address(world, page, "own", "own", addresses()[page.name])
    for method in set(METHODS) - set(page.methods):
        assert ask(world, "office", method, url).status_code == 405


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.of and "GET" in page.methods])
def test_what_is_not_visible_answers_like_what_is_not_there(world: World, name: str) -> None:
    page = PAGES[name]
    if "foreign" not in MATRICES[page.methods["GET"][0]]:
        return
    url = address(world, page, "foreign", "own", addresses()[page.name])
    pk = str(world.thing("foreign", page.of.split()[-1]).pk)
    told = ask(world, "secretary", "GET", url)
    missing = ask(world, "secretary", "GET", url.replace(f"/{pk}/", f"/{MISSING}/"))
    assert told.status_code == missing.status_code == 404
    assert plain(told, pk) == plain(missing, str(MISSING))


def plain(answer: Any, pk: str) -> str:
    """Return a page without what differs from request to request."""
    return re.sub(rf"/{pk}/|%2F{pk}%2F|\"X-CSRFToken\": \"\w+\"|value=\"\w{{64}}\"", "", answer.content.decode())
