"""The sections of one review: their words, their numbers, which of them stand in the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neuguong.reporting.drafting import draft
from neuguong.reporting.facts import facts_of
from neuguong.reporting.models import Review
from neuguong.reporting.outline import OUTLINE, Section
from neuguong.reporting.voice import voice_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A section of a review; `number` is empty where it has no words and so stays out of the document."""

    section: Section
    text: str
    number: str
    edited: bool

    @property
    def stands(self) -> bool:
        """Tell whether the section stands in the document."""
        return bool(self.number)


def placed(review: Review) -> list[Placed]:
    """Return all sections in their order, numbered as the document numbers them."""
    words = dict(review.sections.values_list("code", "text"))
    texts = {section.code: _text(review, section, words) for section in OUTLINE}
    return [Placed(section, texts[section.code], _number(section, texts), section.code in words) for section in OUTLINE]


def text_of(review: Review, section: Section) -> str:
    """Return a section's text with tokens: as an officer left it, else the draft."""
    return _text(review, section, dict(review.sections.values_list("code", "text")))


def figures_by_code(review: Review) -> dict[str, Mapping[str, Any]]:
    """Return the organisation's own figures of the snapshot by indicator."""
    return {figure["indicator"]: figure for figure in review.snapshot["figures"]}


def _text(review: Review, section: Section, words: Mapping[str, str]) -> str:
    if section.code in words:
        return words[section.code]
    voice = voice_of(review.organisation, facts_of(review).higher)
    return draft(section, figures_by_code(review), voice)


def _number(section: Section, texts: Mapping[str, str]) -> str:
    """Return "II" of a main section; of a lower one its place among those that have words."""
    if section.level == 1:
        return section.code
    if not texts[section.code].strip():
        return ""
    main = section.code.split(".")[0]
    standing = [code for code in texts if code.startswith(f"{main}.") and texts[code].strip()]
    return str(standing.index(section.code) + 1)
