"""Marking attendance in a browser: a tap a person, a tap that was lost, and life without scripts."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.harness import PHONE, Screen, Visits, axe, fits, shoot

pytestmark = pytest.mark.browser

CELL = "/o/SYT.06/2021..2023/activities/"
SECRETARY = "chibo@neuguong.example"


def opened(visit: Visits, kind: str, screen: Screen = PHONE, *, nth: int = 0) -> Page:
    """Return the page of the cell's latest session of that kind, or of one before it."""
    page = visit(f"{CELL}?kind={kind}", screen, email=SECRETARY)
    path = page.locator("[data-row] [data-beside]").nth(nth).get_attribute("href") or ""
    page.goto(visit.site.url + path)
    return page


def line(page: Page, number: int) -> Locator:
    return page.locator("ul.marks > li").nth(number)


def test_screen_of_attendance(visit: Visits, screen: Screen) -> None:
    page = opened(visit, "ordinary", screen)
    expect(page.get_by_role("heading", name="Điểm danh")).to_be_visible()
    shoot(page, "attendance", screen)
    fits(page)
    axe(page)


def test_a_tap_marks_and_says_so(visit: Visits) -> None:
    page = opened(visit, "thematic")
    line(page, 1).get_by_text("Vắng", exact=True).click()
    expect(page.locator("#turnout")).to_contain_text("vắng 1")
    expect(page.locator("#turnout")).to_contain_text("Đã lưu lúc")
    expect(line(page, 1).get_by_role("radio", name="Vắng")).to_be_focused()
    page.reload()
    expect(line(page, 1).get_by_role("radio", name="Vắng")).to_be_checked()
    line(page, 1).get_by_text("Chưa ghi").click()
    expect(page.locator("#turnout")).to_contain_text("Chưa điểm danh")


def test_a_lost_tap_goes_back_and_says_so(visit: Visits, complaints: list[str]) -> None:
    page = opened(visit, "ordinary")
    before = line(page, 0).locator(":checked").get_attribute("value")
    page.context.set_offline(True)
    line(page, 0).get_by_text("Vắng" if before != "absent" else "Có mặt", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("mất kết nối")
    assert line(page, 0).locator(":checked").get_attribute("value") == before
    complaints.clear()


def test_the_form_is_saved_without_scripts(visit: Visits, browser: Browser) -> None:
    path = opened(visit, "thematic", nth=1).url
    context = browser.new_context(java_script_enabled=False, storage_state=visit.states[SECRETARY])
    page = context.new_page()
    page.goto(path)
    line(page, 0).get_by_text("Có lý do").click()
    page.get_by_role("button", name="Lưu điểm danh").click()
    expect(line(page, 0).get_by_role("radio", name="Có lý do")).to_be_checked()
    expect(page.locator("#turnout")).to_contain_text("có lý do 1")
