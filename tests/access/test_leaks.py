"""Ways by which something could come out beside the pages themselves: typed names, look-ups, files, parts, drawers."""

import re
from dataclasses import replace
from typing import Any

import pytest

from neuguong.campaigns.indicators import REGISTRY
from neuguong.interchange.kinds import KINDS
from neuguong.portal.suggesting import SOURCES
from neuguong.ui.http import at
from tests.access import records
from tests.access.asking import address, ask
from tests.access.leaks import given_away
from tests.access.table import addresses, matrices, pages, some
from tests.access.world import CODES, YEAR, World, mark
from tests.undoing import undone

pytestmark = pytest.mark.django_db
PAGES, MATRICES = pages(), matrices()
FORMS = [name for name, page in PAGES.items() if "write" in page.methods.get("POST", "-")[0] and "report" not in name]
READING = some("member", "secretary", "officer", "standing", "inspector", "admin")
WRITING = some("secretary", "officer")
PARTS = ("register", "drawer")
_TYPED = re.compile(r'<input[^>]* name="([a-z_]+)"[^>]*>|<textarea[^>]* name="([a-z_]+)"')
# What is another at each request, or with each entry of the log.
_NONCES = re.compile(
    r'<dcterms:.*?</dcterms:\w+>|/log/\d+/|"X-CSRFToken": "\w+"|value="\w{64}"|name="once" value="[^"]+"'
    r'|nonce="[^"]+"|\d+\.\d+ ms'
)


def told(world: World, roles: tuple[str, ...], urls: list[str], headers: dict[str, str] | None = None) -> list[str]:
    """Return what the answers to GET give away."""
    found = []
    for role in roles:
        for url in urls:
            leaked = given_away(ask(world, role, "GET", url, headers=headers), role)
            found += [f"{role} {url}: tells {sorted(leaked)}"] * bool(leaked)
    return found


def own_pages(world: World) -> list[str]:
    """Return the addresses of all pages at the own place, each about the own record."""
    shown = [
        page
        for page in PAGES.values()
        if "GET" in page.methods and not page.name.startswith(("account", "mfa", "openid"))
    ]
    return [address(world, page, "own", "own", addresses()[page.name]) for page in shown]


def test_looking_up_while_typing(world: World) -> None:
    assert not told(world, READING, [f"/suggest/{source}/?x={text}" for source in SOURCES for text in ("zq", "e", "n")])


@pytest.mark.parametrize("scope", ["sibling", "foreign", "parent", "below"])
def test_searching_for_exactly_that(world: World, scope: str) -> None:
    typed = (f"zq{scope}", f"N-{scope}", CODES[scope])
    assert not told(world, READING, [f"/{page}/?q={text}" for page in ("search", "places") for text in typed])


@pytest.mark.parametrize("code", KINDS)
def test_workbooks_of_a_register(world: World, code: str) -> None:
    urls = [at("YTE", YEAR, "interchange:export", code), at("YTE", YEAR, "interchange:template", code, filled=1)]
    assert not told(world, READING, urls)


def test_drawers_of_all_figures(world: World) -> None:
    urls = [at("YTE", YEAR, "reporting:figure", code) for code in REGISTRY.by_code]
    assert not told(world, some("member", "secretary", "inspector", "admin"), urls, drawer())


def drawer() -> dict[str, str]:
    """Return the headers by which a part of a page is asked for."""
    return {"HX-Request": "true", "HX-Target": "drawer"}


@pytest.mark.parametrize("target", PARTS)
def test_parts_of_pages(world: World, target: str) -> None:
    assert not told(world, some("member", "secretary"), own_pages(world), {**drawer(), "HX-Target": target})


@pytest.mark.parametrize("name", FORMS)
def test_what_a_form_says_of_names_typed_into_it(world: World, name: str) -> None:
    page, wrong = PAGES[name], []
    url = address(world, page, "own", "own", addresses()[page.name])
    for role in WRITING:
        blank = ask(world, role, "GET", url) if "GET" in page.methods else None
        for text in ("zq", *keys(world), mark("foreign", "place"), mark("foreign", "person")):
            said = dict.fromkeys(typed(blank), text) if blank else {}
            leaked = given_away(ask(world, role, "POST", url, {**said, **page.said}), role) - typed_in(text)
            wrong += [f"{role} {url} {text}: tells {sorted(leaked)}"] * bool(leaked)
    assert not wrong, "\n".join(wrong)


def typed_in(text: str) -> set[tuple[str, str]]:
    """Return what a form may repeat because it was typed."""
    return {("foreign", "place"), ("foreign", "person")} if text.startswith("zqforeign") else set()


def typed(answer: Any) -> list[str]:
    """Return the names of the boxes of a form."""
    return [first or second for first, second in _TYPED.findall(answer.told) if first != "csrfmiddlewaretoken"]


def keys(world: World) -> list[str]:
    """Return what names records of the foreign place in a form: codes and numbers."""
    foreign = world.things["foreign"]
    return [
        CODES["foreign"],
        "Mforeign",
        "N-foreign",
        *(f"({foreign[noun].pk})" for noun in ("directive", "initiative")),
    ]


@pytest.mark.parametrize("role", some("secretary", "member", "inspector"))
def test_nothing_on_any_page_changes_with_what_lies_beyond(world: World, role: str) -> None:
    """Not a count, an order or a word: pages are the same when others have twice as many records.

    Workbooks carry the number of their entry in the log, so they are left to the tests above.
    """
    urls = [url for url in own_pages(world) if "/imports/" not in url]
    before = [steady(ask(world, role, "GET", url)) for url in urls]
    with undone():
        things = {scope: dict(found) for scope, found in world.things.items()}
        records.fill(replace(world, people=dict(world.people), things=things), ("sibling", "foreign"), "2")
        after = [steady(ask(world, role, "GET", url)) for url in urls]
    assert [url for url, old, new in zip(urls, before, after, strict=True) if old != new] == []


def steady(answer: Any) -> str:
    """Return an answer without what is another at each request."""
    _head, _gap, body = answer.told.partition("<")
    return f"{answer.status_code} {_NONCES.sub('', body)}" if body else str(answer.status_code)
