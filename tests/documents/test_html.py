"""The preview: semantic, without styles or scripts, made of the same blocks."""

import re
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from neuguong.documents.blocks import Figure, Paragraph, Text
from neuguong.documents.formats import Format
from neuguong.documents.html import STYLESHEET, render_html
from neuguong.documents.rule_sets import PARTY_2018, PARTY_2026, STATE_2020
from tests.documents.drawings import pictures
from tests.documents.letters import DECISION, LETTER, MINUTES
from tests.documents.sample import ORGANISATIONS, review

VOID = {"br", "img"}


class Outline(HTMLParser):
    """Collects tags with attributes, and checks that each one is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_figures_open_where_they_are() -> None:
    outline = Outline(render_html(review()))
    links = outline.all("a")
    assert {link["class"] for link in links} == {"figure"}
    addresses = [link["href"] for link in links]
    assert "/so-lieu/study_people/" in addresses
    assert "https://neuguong.example.vn/so-lieu/study_visits/?a=1&b=2" in addresses


def test_nothing_that_the_content_security_policy_forbids() -> None:
    for document in (review(pictures()), DECISION, LETTER, MINUTES):
        outline = Outline(render_html(document))
        tags = {tag for tag, _ in outline.found}
        assert not tags & {"script", "style", "link", "iframe", "object", "svg"}
        attributes = {name for _, found in outline.found for name in found}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}
        assert all(str(image["src"]).startswith("data:image/") for image in outline.all("img"))


def test_text_flows_without_stray_spaces() -> None:
    line = Paragraph((Text("a", bold=True), Text("b"), Figure("1", "/x"), Text(".", italic=True)))
    html = render_html(review((line,)))
    assert '<p><strong>a</strong>b<a class="figure" href="/x">1</a><em>.</em></p>' in html


def test_all_that_the_document_says_is_there() -> None:
    text = " ".join(Outline(render_html(review())).text.split())
    for line in (*ORGANISATIONS, "Số 05-BC/ĐUK", "I- TÌNH HÌNH TRIỂN KHAI", "- Lưu Văn phòng Đảng ủy.",
                 "T/M BAN THƯỜNG VỤ", "Phụ lục II", "- 54 tập thể và 69 cá nhân được các cấp ủy"):  # fmt: skip
        assert line in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in Outline(render_html(DECISION)).text


def test_tables_have_headings_and_can_be_scrolled_by_keyboard() -> None:
    outline = Outline(render_html(review()))
    assert [(head.get("scope"), head.get("colspan"), head.get("rowspan")) for head in outline.all("th")[:4]] == [
        ("col", None, "2"),
        ("col", None, "2"),
        ("colgroup", "3", None),
        ("colgroup", "2", None),
    ]
    scrolled = [found for found in outline.all("div") if found.get("class") == "paper-scroll"]
    assert [found["tabindex"] for found in scrolled] == ["0"] * 3
    assert all(found["aria-label"] for found in scrolled)


def test_pictures_are_drawn_from_svg_with_a_text_instead() -> None:
    images = Outline(render_html(review(pictures()))).all("img")
    assert len(images) == 3
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") and image["alt"] for image in images)
    assert [image["width"] for image in images] == ["624"] * 3
    assert all(int(str(image["height"])) > 100 for image in images)


def test_wide_pages_are_marked() -> None:
    classes = [found["class"] for found in Outline(render_html(review())).all("section")]
    assert classes == ["paper-page", "paper-page", "paper-page paper-landscape"]


def stylesheet() -> str:
    found = finders.find(STYLESHEET)
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


@pytest.mark.parametrize("rules", [PARTY_2018, PARTY_2026, STATE_2020], ids=lambda rules: rules.name)
def test_the_stylesheet_has_the_sizes_of_the_rule_set(rules: Format) -> None:
    css = stylesheet()
    block = re.search(rf"\.paper-{rules.family} {{(.*?)}}", css, re.DOTALL)
    assert block is not None
    sizes = dict(re.findall(r"--size-([\w-]+): ([\d.]+);", block.group(1)))
    assert len(sizes) >= 16
    for name, size in sizes.items():
        assert float(size) == asdict(rules.styles)[name.replace("-", "_")]["size"], name
    line = re.search(r"--line: ([\d.]+);", block.group(1)) or re.search(r"--line: ([\d.]+);", css)
    assert line is not None
    assert float(line.group(1)) == rules.line


def test_the_stylesheet_asks_nothing_of_other_hosts() -> None:
    css = stylesheet()
    assert "url(" not in css
    assert "@import" not in css
