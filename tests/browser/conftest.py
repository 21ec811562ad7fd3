"""Fixtures of the browser tests: one Chromium and one served demonstration per run."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import FLAGS, SCREENS, Screen, Site, Visits, chromium, served

# Playwright keeps an event loop running in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the system's Chromium."""
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the demonstration, loaded and served by its own commands."""
    home: Path = tmp_path_factory.mktemp("site")
    with served(home) as running:
        yield running


@pytest.fixture(scope="session")
def states() -> dict[str, Any]:
    """Hold the sessions of those who signed in already."""
    return {}


@pytest.fixture(params=SCREENS, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    """Give each screen in turn: desktop and phone, light and dark."""
    chosen: Screen = request.param
    return chosen


@pytest.fixture
def complaints() -> list[str]:
    """Hold what the browser complains about; a test that provokes complaints clears it."""
    return []


@pytest.fixture
def visit(browser: Browser, site: Site, states: dict[str, Any], complaints: list[str]) -> Iterator[Visits]:
    """Give what opens pages; afterwards the browser must not have complained."""
    visits = Visits(browser, site, states, complaints)
    yield visits
    for context in browser.contexts:
        context.close()
    assert complaints == []
