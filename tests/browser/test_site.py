"""The demonstration as it is served: signing in, the first page, what is loaded on the way."""

import re

import pytest

from tests.browser.harness import PHONE, Screen, Visits, axe, fits, shoot

pytestmark = pytest.mark.browser


def test_screen_of_signing_in(visit: Visits, screen: Screen) -> None:
    page = visit("/", screen)
    assert "/accounts/login" in page.url
    shoot(page, "sign-in", screen)
    fits(page)
    axe(page)


def test_screen_of_today(visit: Visits, screen: Screen) -> None:
    page = visit("/", screen, email=visit.site.email("Chuyên viên"))
    assert "/accounts/" not in page.url
    shoot(page, "today", screen)
    fits(page)
    axe(page)


def test_signing_in_with_a_password(visit: Visits) -> None:
    page = visit("/", PHONE)
    page.fill("input[name=login]", visit.site.email("Thành viên"))
    page.fill("input[name=password]", visit.site.cast["password"])
    page.click("main form [type=submit]")
    page.wait_for_url(re.compile(r"^(?!.*/accounts/login)"))
    assert page.context.cookies()


def test_a_first_visit_is_light(visit: Visits) -> None:
    page = visit("/", PHONE, email=visit.site.email("Chuyên viên"))
    sizes = page.evaluate(
        "() => performance.getEntriesByType('resource').map(one => one.transferSize).reduce((a, b) => a + b, 0)"
    )
    assert 0 < sizes <= 300_000


def test_what_the_content_policy_blocks_is_noticed(visit: Visits, complaints: list[str]) -> None:
    page = visit("/", PHONE)
    assert complaints == []
    with page.expect_console_message():
        page.evaluate("() => { new Image().src = 'https://elsewhere.example/x.png' }")
    assert any("elsewhere.example" in complaint for complaint in complaints)
    complaints.clear()
