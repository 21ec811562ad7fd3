"""Whoever may not do a thing is not asked whether to do it: where the POST of a page is refused, its GET is, too."""

from collections.abc import Iterator

import pytest

from tests.access.table import Page, matrices, pages
from tests.access.world import ROLES

PAGES, MATRICES = pages(), matrices()
# Read by all who see the session, and marked by some of them; a text to take along, and to send for some.
READ_TOO = {"activities:attendance", "portal:remind"}
ASKING = [name for name, page in PAGES.items() if {"GET", "POST"} <= page.methods.keys() and name not in READ_TOO]
OPEN = 200


def asked_in_vain(page: Page, kept: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the role and place of each cell where the question opens and the answer is refused."""
    (opens, status), (takes, _taken) = page.methods["GET"], page.methods["POST"]
    for scope, signs in kept[takes].items() if status == OPEN else ():
        for role, may, shown in zip(ROLES, signs, kept[opens].get(scope, ""), strict=False):
            if may in "!." and shown == "+":
                yield f"{role} {scope}"


@pytest.mark.parametrize("name", ASKING)
def test_a_page_whose_post_is_refused_does_not_open(name: str) -> None:
    assert not list(asked_in_vain(PAGES[name], MATRICES))


def test_a_question_that_is_asked_in_vain_is_found() -> None:
    kept = {"read": {"own": "++++", "below": "++++"}, "done": {"own": "+!.+", "below": "++++"}}
    page = Page("room:undo", "", False, False, (), (), "", {}, {"GET": ("read", 200), "POST": ("done", 302)})
    assert list(asked_in_vain(page, kept)) == [f"{ROLES[1]} own", f"{ROLES[2]} own"]
