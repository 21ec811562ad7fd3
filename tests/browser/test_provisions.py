"""Provisions in a browser: answered on a phone, and the whole matrix on one sheet of paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import DESKTOP, PHONE, Screen, Visits, axe, fits, shoot

pytestmark = pytest.mark.browser

PLANS = "/o/SYT/2023/directives/?whose=own&kind=Kế+hoạch"
SECRETARY, OFFICER = "bithu@neuguong.example", "chuyenvien@neuguong.example"
A3 = 420 * 72 / 25.4
# Makes 130 rows and 40 provisions of those that are there, as the server writes them.
_MANY = """() => {
  const table = document.querySelector(".pgrid"), body = table.tBodies[0];
  for (const { cells } of table.rows)
    while (cells.length < 43) cells[0].parentNode.append(cells[cells.length - 8].cloneNode(true));
  table.tHead.querySelectorAll("span").forEach((words) => words.remove());
  while (body.rows.length < 130) body.append(body.rows[body.rows.length % 71].cloneNode(true));
  document.body.classList.add("print-tall");
}"""


def plan(visit: Visits, screen: Screen) -> Page:
    page = visit(PLANS, screen, email=SECRETARY)
    path = page.locator("[data-row] [data-beside]").first.get_attribute("href") or ""
    page.goto(visit.site.url + path)
    return page


def test_screen_of_answers(visit: Visits, screen: Screen) -> None:
    page = plan(visit, screen)
    page.get_by_role("link", name="Đối chiếu với văn bản cấp trên").click()
    expect(page.get_by_role("heading", name="Đối chiếu từng nội dung")).to_be_visible()
    shoot(page, "provisions", screen)
    fits(page)
    axe(page)


def test_a_secretary_answers_on_a_phone(visit: Visits) -> None:
    page = plan(visit, PHONE)
    page.get_by_role("link", name="Đối chiếu với văn bản cấp trên").click()
    first = page.get_by_role("group").filter(has_text="I.1.").first
    first.get_by_label("Ghi chú").fill("học trong quý I")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".provisions")).to_contain_text("Cụ thể hóa nội dung I.1 của Kế hoạch 95-KH/ĐUK")


def test_the_matrix_prints_on_one_sheet(visit: Visits, tmp_path: Path) -> None:
    page = visit("/o/DUK/2023/progress/", DESKTOP, email=OFFICER)
    page.get_by_role("link", name="95-KH/ĐUK").first.click()
    expect(page.get_by_role("heading", name="Bảng theo dõi từng nội dung")).to_be_visible()
    page.evaluate(_MANY)
    sheet = page.pdf(prefer_css_page_size=True)
    sizes = [float(size) for size in re.findall(rb"/MediaBox\s*\[0 0 [\d.]+ ([\d.]+)\]", sheet)]
    assert len(sizes) == 1
    assert abs(sizes[0] - A3) < 2
