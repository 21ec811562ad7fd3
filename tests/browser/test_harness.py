"""The harness itself sees what it is there to see."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.harness import axe, axe_findings, fits

pytestmark = pytest.mark.browser

GOOD = """<!doctype html><html lang="vi"><head><title>Trang</title></head>
<body><main><h1>Cam kết</h1><p>Nội dung</p></main></body></html>"""
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""


@pytest.fixture
def page(browser: Browser) -> Page:
    """Give an empty page of a phone."""
    return browser.new_page(viewport={"width": 390, "height": 844})


def test_axe_passes_a_good_page_under_a_strict_policy(page: Page) -> None:
    page.set_content(GOOD.replace("<head>", f"<head>{POLICY}"))
    axe(page)


def test_axe_finds_an_input_without_a_label(page: Page) -> None:
    page.set_content(GOOD.replace("Nội dung", "<input>"))
    assert any(finding.startswith("label (critical)") for finding in axe_findings(page))


def test_axe_finds_pale_text(page: Page) -> None:
    page.set_content(GOOD.replace("<p>", "<p style='color:#ccc;background:#fff'>"))
    assert any(finding.startswith("color-contrast (serious)") for finding in axe_findings(page))


def test_a_page_that_is_too_wide_is_found(page: Page) -> None:
    page.set_content(GOOD)
    fits(page)
    page.set_content(GOOD.replace("<p>", "<p style='width:500px'>"))
    with pytest.raises(AssertionError, match="508 pixels wide on a screen of 390"):
        fits(page)
