"""From sentences with tokens to text with figures that open."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.documents.blocks import Figure, Run, Text
from neuguong.documents.wording import number, two_digits
from neuguong.reporting.outline import BY_CODE, OUTLINE, Section, Sentence
from neuguong.reporting.voice import Voice

TOKEN = re.compile(r"\[\[(?P<code>[a-z_]+)(?::(?P<part>[nd]))?\]\]")
_OPTIONAL = re.compile(r"<([^<>]+)>")
Figures = Mapping[str, Mapping[str, Any]]
_PARTS = {"n": "numerator", "d": "denominator"}


def section_of(code: str) -> Section:
    """Return a section of the outline; raises Refusal where there is none."""
    if code not in BY_CODE:
        raise Refusal(_("Đề cương không có mục «%(code)s».") % {"code": code}, code="not_found")
    return BY_CODE[code]


def draft(section: Section, figures: Figures, voice: Voice) -> str:
    """Return the section's text with tokens, a paragraph a line, without sentences that would say nothing."""
    paragraphs = (
        " ".join(_drafted(sentence, figures, voice) for sentence in sentences if _holds(sentence, figures, voice))
        for sentences in section.sentences
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _holds(sentence: Sentence, figures: Figures, voice: Voice) -> bool:
    for condition in sentence.conditions:
        wanted, name = not condition.startswith("!"), condition.lstrip("!")
        if (voice.is_above if name == "@above" else _tells(name, figures)) != wanted:
            return False
    codes = tokens(sentence.text)
    return not codes or any(_tells(code, figures) for code in codes)


def _drafted(sentence: Sentence, figures: Figures, voice: Voice) -> str:
    return voice.said(_OPTIONAL.sub(lambda found: _joined(found[1], figures), sentence.text))


def _joined(options: str, figures: Figures) -> str:
    """Return the parts that say something: "a", "a và b", "a, b và c"."""
    told = [part for part in options.split(" + ") if any(figures.get(code, {}).get("value") for code in tokens(part))]
    return " và ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def _tells(code: str, figures: Figures) -> bool:
    figure = figures.get(code, {})
    return bool(figure.get("value")) or bool(figure.get("denominator"))


def check(text: str, figures: Figures) -> None:
    """Refuse text with a token of a figure that the review does not hold, or with a broken token."""
    for found in TOKEN.finditer(text):
        figure = figures.get(found["code"])
        if figure is None:
            raise Refusal(_unknown(found["code"], figures), code="token")
        if found["part"] and figure.get("denominator") is None:
            words = _("«%(code)s» là một số đếm, không có tử số, mẫu số. Viết [[%(code)s]].")
            raise Refusal(words % {"code": found["code"]}, code="token")
    rest = TOKEN.sub("", text)
    if "[[" in rest or "]]" in rest:
        raise Refusal(_("Có dấu [[ hoặc ]] thừa. Số liệu viết như [[plans_rate]], [[plans_rate:n]]."), code="token")


def _unknown(code: str, figures: Figures) -> str:
    like = get_close_matches(code, list(figures), n=3)
    near = " " + _("Gần giống: %(codes)s.") % {"codes": ", ".join(like)} if like else ""
    words = _("Không có chỉ tiêu «%(code)s».%(near)s Các mã dùng được ở cột Nguồn số liệu.")
    return words % {"code": code, "near": near}


def shown(figure: Mapping[str, Any], part: str | None = None) -> str:
    """Return a figure as tables write it: 1.234 or 99,8%; a dash where there is none."""
    value = figure.get(_PARTS[part]) if part else figure.get("value")
    if value is None:
        return "–"
    if part or figure.get("unit") != "%":
        return number(value)
    return number(value, 1).removesuffix(",0") + "%"


def told(figure: Mapping[str, Any], part: str | None = None) -> str:
    """Return a figure as sentences write it: a count under 10 in two digits, "04"."""
    value = figure.get("value")
    if part or figure.get("unit") == "%" or not isinstance(value, int) or value == 0:
        return shown(figure, part)
    return two_digits(value)


def compose(text: str, figures: Figures, link: Callable[[str], str]) -> tuple[Run, ...]:
    """Return the runs of a paragraph: words as written, figures as links."""
    return tuple(_runs(text, figures, link))


def _runs(text: str, figures: Figures, link: Callable[[str], str]) -> Iterator[Run]:
    position = 0
    for found in TOKEN.finditer(text):
        if found.start() > position:
            yield Text(text[position : found.start()])
        yield Figure(told(figures.get(found["code"], {}), found["part"]), link(found["code"]))
        position = found.end()
    if position < len(text):
        yield Text(text[position:])


def tokens(text: str) -> list[str]:
    """Return the codes of the figures in `text`, each once, in their order."""
    return list(dict.fromkeys(found["code"] for found in TOKEN.finditer(text)))


def told_codes() -> list[str]:
    """Return the codes of all figures that the outline tells or asks for, each once."""
    sentences = [one for section in OUTLINE for lines in section.sentences for one in lines]
    asked = [name.lstrip("!") for one in sentences for name in one.conditions if "@" not in name]
    return list(dict.fromkeys([*(code for one in sentences for code in tokens(one.text)), *asked]))
