"""The shell in a browser: each kind of page at both widths and schemes, keys, panels, and life without scripts."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import DESKTOP, PHONE, Screen, Visits, axe, fits, shoot

pytestmark = pytest.mark.browser

OFFICER = "Chuyên viên"
STAGE = "/o/DUK/2021..2023"
PAGES = {
    "progress": "/progress/",
    "models": "/initiatives/",
    "model-form": "/initiatives/new/",
    "organisations": "/organisations/",
    "people": "/organisations/people/",
    "tree": "/organisations/tree/",
}


@pytest.mark.parametrize("name", PAGES)
def test_screen_of(visit: Visits, screen: Screen, name: str) -> None:
    page = visit(STAGE + PAGES[name], screen, email=visit.site.email(OFFICER))
    expect(page.locator("h1")).to_be_visible()
    shoot(page, name, screen)
    fits(page)
    axe(page)


def test_screen_of_a_search(visit: Visits, screen: Screen) -> None:
    page = visit("/search/?q=so+y+te", screen, email=visit.site.email(OFFICER))
    expect(page.get_by_role("heading", name="Tổ chức")).to_be_visible()
    expect(page.get_by_role("link", name="Đảng bộ Sở Y tế", exact=True).first).to_be_visible()
    shoot(page, "search", screen)
    fits(page)
    axe(page)


def test_screen_of_an_organisation(visit: Visits, screen: Screen) -> None:
    page = visit("/search/?q=so+y+te", screen, email=visit.site.email(OFFICER))
    page.get_by_role("link", name="Đảng bộ Sở Y tế", exact=True).first.click()
    expect(page.get_by_role("heading", name="Diễn biến")).to_be_visible()
    shoot(page, "organisation", screen)
    fits(page)
    axe(page)


def test_screen_of_a_person(visit: Visits, screen: Screen) -> None:
    page = visit("/o/SYT/2023/organisations/people/", screen, email=visit.site.email("Bí thư"))
    href = page.locator("[data-row] a").first.get_attribute("href")
    page.goto(visit.site.url + str(href))
    expect(page.get_by_role("heading", name="Nơi sinh hoạt và chức vụ")).to_be_visible()
    shoot(page, "person", screen)
    fits(page)
    axe(page)


def test_screen_of_a_form_with_mistakes(visit: Visits, screen: Screen, complaints: list[str]) -> None:
    page = visit(f"{STAGE}/initiatives/new/", screen, email=visit.site.email(OFFICER))
    page.fill("#id_registered_on", "31/02/2023")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("«31/02/2023» không phải là ngày có thật.")
    expect(page.locator("#id_name")).to_have_attribute("aria-invalid", "true")
    shoot(page, "form-mistakes", screen)
    fits(page)
    axe(page)
    complaints.clear()


def test_a_record_opens_beside_the_list_and_keys_step_through_it(visit: Visits) -> None:
    page = visit(f"{STAGE}/initiatives/", DESKTOP, email=visit.site.email(OFFICER))
    rows = page.locator("[data-row]")
    first, second = (rows.nth(index).locator("th a").inner_text() for index in (0, 1))
    page.keyboard.press("j")
    expect(page.locator("#beside h1")).to_have_text(first)
    page.keyboard.press("j")
    expect(page.locator("#beside h1")).to_have_text(second)
    assert "open=" in page.url
    axe(page)
    page.reload()
    expect(page.locator("#beside h1")).to_have_text(second)
    page.keyboard.press("k")
    expect(page.locator("#beside h1")).to_have_text(first)
    page.keyboard.press("Escape")
    expect(page.locator("#beside h1")).to_have_count(0)
    assert "open=" not in page.url


def test_on_a_phone_a_record_is_a_page_with_its_neighbours(visit: Visits) -> None:
    page = visit(f"{STAGE}/initiatives/", PHONE, email=visit.site.email(OFFICER))
    rows = page.locator("[data-row] th a")
    first, second = (rows.nth(index).inner_text() for index in (0, 1))
    rows.nth(0).click()
    expect(page.locator("h1")).to_have_text(first)
    assert re.search(r"/initiatives/\d+/$", page.url)
    page.locator("[data-next]").click()
    expect(page.locator("h1")).to_have_text(second)


def test_the_list_follows_what_is_typed_and_its_address_too(visit: Visits) -> None:
    page = visit(f"{STAGE}/initiatives/", DESKTOP, email=visit.site.email(OFFICER))
    page.locator("#f-q").press_sequentially("mot cua")
    expect(page.locator("[data-row] th a").first).to_contain_text(re.compile("một cửa", re.IGNORECASE))
    expect(page.locator("#f-q")).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=mot"))
    page.locator("#f-level").select_option("province")
    expect(page).to_have_url(re.compile("level=province"))


def test_slash_goes_to_the_search_and_escape_closes_menus(visit: Visits) -> None:
    page = visit(f"{STAGE}/", DESKTOP, email=visit.site.email(OFFICER))
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.locator(".period summary").click()
    expect(page.get_by_role("link", name="Năm 2022")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Năm 2022")).to_be_hidden()


def test_a_figure_opens_in_the_drawer(visit: Visits) -> None:
    page = visit(f"{STAGE}/progress/", DESKTOP, email=visit.site.email(OFFICER))
    page.locator("a.cell[hx-get]").first.click()
    expect(page.locator("#drawer [data-panel] h1")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#drawer [data-panel]")).to_have_count(0)


def test_reminding_those_ticked(visit: Visits) -> None:
    page = visit(f"{STAGE}/", DESKTOP, email=visit.site.email(OFFICER))
    page.get_by_role("button", name="Soạn lời nhắc").click()
    expect(page.locator("#reminder")).to_have_value(re.compile(r"^Kính gửi: "))
    axe(page)


def test_a_phone_has_four_below_and_the_rest_behind_more(visit: Visits) -> None:
    page = visit(f"{STAGE}/", PHONE, email=visit.site.email(OFFICER))
    below = page.locator(".bottom")
    expect(below.locator("> a")).to_have_text(["Hôm nay", "Sinh hoạt", "Cam kết", "Mô hình"])
    expect(page.locator(".side")).to_be_hidden()
    below.locator("summary").click()
    expect(below.get_by_role("link", name="Tổ chức")).to_be_visible()
    axe(page)
    small = page.evaluate(
        "() => [...document.querySelectorAll('.bottom a, .bottom summary, main .btn')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == []


def test_without_scripts_one_still_finds_enters_and_moves(visit: Visits, browser: Browser) -> None:
    signed_in = visit(f"{STAGE}/", PHONE, email=visit.site.email(OFFICER)).context.storage_state()
    page = browser.new_context(java_script_enabled=False, storage_state=signed_in).new_page()
    page.goto(f"{visit.site.url}{STAGE}/initiatives/")
    page.fill("#f-q", "mot cua")
    page.get_by_role("button", name="Lọc").click()
    assert "q=mot+cua" in page.url
    page.locator("[data-row] th a").first.click()
    expect(page.get_by_role("link", name="Sửa")).to_be_visible()
    page.locator(".period summary").click()
    page.get_by_role("link", name="Năm 2022").click()
    assert "/o/DUK/2022/initiatives/" in page.url
    page.locator(".place > summary").click()
    page.fill("#place-q", "y te")
    page.locator(".place button").click()
    page.get_by_role("link", name="Đảng bộ Sở Y tế", exact=True).click()
    assert page.url.endswith("/o/SYT/2022/initiatives/")


def test_the_choice_of_dark_is_kept(visit: Visits) -> None:
    page = visit(f"{STAGE}/", DESKTOP, email=visit.site.email(OFFICER))
    page.locator(".account summary").click()
    page.get_by_role("button", name="Tối").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto(f"{visit.site.url}{STAGE}/initiatives/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
