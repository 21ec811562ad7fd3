"""Two people at one record: what each changed is shown side by side, and chosen from without scripts too."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import DESKTOP, PHONE, Screen, Visits, axe, fits, shoot

pytestmark = pytest.mark.browser

MODELS = "/o/SYT.06/2021..2023/initiatives/"
CELL, OFFICER = "chibo@neuguong.example", "chuyenvien@neuguong.example"


def form_of(visit: Visits) -> str:
    """Return the path of the form of the cell's model."""
    page = visit(MODELS, email=CELL)
    path = page.locator("[data-row] [data-beside]").first.get_attribute("href") or ""
    return f"{path.partition('?')[0]}edit/"


def save(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator(".form-end button").click()


def clash(visit: Visits, path: str, page: Page, mark: str) -> None:
    """Have the office change what `page` has open, then send the page's own changes; `mark` stands in all of them."""
    save(visit(path, email=OFFICER), result=f"Còn 11 phút, {mark}", baseline=f"Trước: 40 phút, {mark}")
    save(page, result=f"Còn 9 phút một hồ sơ, {mark}", target=f"Dưới 10 phút, {mark}")


def test_screen_of_both_versions(visit: Visits, screen: Screen, complaints: list[str]) -> None:
    path = form_of(visit)
    page = visit(path, screen, email=CELL)
    clash(visit, path, page, str(screen))
    expect(page.get_by_text("Cả hai cùng sửa")).to_be_visible()
    expect(page.get_by_text("Chỉ người khác sửa")).to_be_visible()
    shoot(page, "both", screen)
    fits(page)
    axe(page)
    page.context.close()
    complaints.clear()


def test_a_choice_is_made_by_keyboard(visit: Visits, complaints: list[str]) -> None:
    path = form_of(visit)
    page = visit(path, DESKTOP, email=CELL)
    clash(visit, path, page, "phím")
    both = page.get_by_role("group", name="Cả hai cùng sửa")
    both.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    expect(both.get_by_role("radio", name="Bản đồng chí nhập")).to_be_checked()
    page.keyboard.press("Enter")
    for words in ("Còn 9 phút một hồ sơ, phím", "Dưới 10 phút, phím", "Trước: 40 phút, phím"):
        expect(page.locator("#content")).to_contain_text(words)
    page.context.close()
    complaints.clear()


def test_a_choice_is_made_without_scripts_on_a_phone(visit: Visits, browser: Browser) -> None:
    path = form_of(visit)
    visit(path, PHONE, email=CELL)
    context = browser.new_context(
        java_script_enabled=False,
        storage_state=visit.states[CELL],
        viewport={"width": PHONE.width, "height": PHONE.height},
    )
    page = context.new_page()
    page.goto(visit.site.url + path)
    clash(visit, path, page, "máy nhỏ")
    page.get_by_role("group", name="Cả hai cùng sửa").get_by_text("Bản đang có").click()
    page.locator(".form-end button").click()
    for words in ("Còn 11 phút, máy nhỏ", "Dưới 10 phút, máy nhỏ", "Trước: 40 phút, máy nhỏ"):
        expect(page.locator("#content")).to_contain_text(words)
    context.close()
