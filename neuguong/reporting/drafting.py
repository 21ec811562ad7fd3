"""From sentences with tokens to text with figures that open."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from neuguong.campaigns.indicators import REGISTRY
from neuguong.core.errors import Refusal
from neuguong.documents.blocks import Figure, Run, Text
from neuguong.documents.wording import number
from neuguong.reporting.outline import BY_CODE, OUTLINE, Section

TOKEN = re.compile(r"\[\[(?P<code>[a-z_]+)(?::(?P<part>[nd]))?\]\]")
Figures = Mapping[str, Mapping[str, Any]]
_PARTS = {"n": "numerator", "d": "denominator"}


def section_of(code: str) -> Section:
    """Return a section of the outline; raises Refusal where there is none."""
    if code not in BY_CODE:
        raise Refusal(f"Đề cương không có mục «{code}».", code="not_found")
    return BY_CODE[code]


def draft(section: Section, figures: Figures) -> str:
    """Return the section's text with tokens, a paragraph a line, without sentences that would say zero."""
    paragraphs = (" ".join(line for line in lines if _says_something(line, figures)) for lines in section.sentences)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _says_something(sentence: str, figures: Figures) -> bool:
    codes = [found["code"] for found in TOKEN.finditer(sentence)]
    return not codes or any(_is_told(figures.get(code, {})) for code in codes)


def _is_told(figure: Mapping[str, Any]) -> bool:
    return bool(figure.get("value")) or bool(figure.get("denominator"))


def check(text: str) -> None:
    """Refuse text with a token of an indicator that does not exist, or with a broken token."""
    for found in TOKEN.finditer(text):
        if found["code"] not in REGISTRY.by_code:
            raise Refusal(f"Không có chỉ tiêu «{found['code']}». Chọn chỉ tiêu ở cột nguồn số liệu.", code="token")
    rest = TOKEN.sub("", text)
    if "[[" in rest or "]]" in rest:
        raise Refusal("Có dấu [[ hoặc ]] thừa. Số liệu viết như [[plans_rate]], [[plans_rate:n]].", code="token")


def shown(figure: Mapping[str, Any], part: str | None = None) -> str:
    """Return a figure as documents write it: 1.234 or 99,8%; a dash where there is none."""
    value = figure.get(_PARTS[part]) if part else figure.get("value")
    if value is None:
        return "–"
    if part or figure.get("unit") != "%":
        return number(value)
    return number(value, 1).removesuffix(",0") + "%"


def compose(text: str, figures: Figures, link: Callable[[str], str]) -> tuple[Run, ...]:
    """Return the runs of a paragraph: words as written, figures as links."""
    runs: list[Run] = []
    position = 0
    for found in TOKEN.finditer(text):
        if found.start() > position:
            runs.append(Text(text[position : found.start()]))
        code = found["code"]
        runs.append(Figure(shown(figures.get(code, {}), found["part"]), link(code)))
        position = found.end()
    if position < len(text):
        runs.append(Text(text[position:]))
    return tuple(runs)


def tokens(text: str) -> list[str]:
    """Return the codes of the figures in `text`, each once, in their order."""
    return list(dict.fromkeys(found["code"] for found in TOKEN.finditer(text)))


def sections() -> tuple[Section, ...]:
    """Return the outline."""
    return OUTLINE
