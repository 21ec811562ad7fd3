"""What stands beside the paper: the outline, and the figures that a section draws on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neuguong.reporting import drafting
from neuguong.reporting.document import figures_by_code, section_text
from neuguong.reporting.models import Review
from neuguong.reporting.outline import OUTLINE, Section


@dataclass(frozen=True, slots=True)
class Item:
    """A section of the outline: whether an officer has edited it, and its figures."""

    section: Section
    edited: bool
    sources: list["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A figure beside the text: what it is called, how it is written, its token."""

    code: str
    label: str
    value: str
    declared: bool
    token: str


def outline_of(review: Review) -> list[Item]:
    """Return the outline with the figures of each section's text."""
    words = dict(review.sections.values_list("code", "text"))
    figures = figures_by_code(review)
    return [
        Item(
            section,
            section.code in words,
            [_source(code, figures) for code in drafting.tokens(section_text(review, section, words))],
        )
        for section in OUTLINE
    ]


def sources_of(review: Review, section: Section) -> list[Source]:
    """Return all figures, those that the section's draft uses first."""
    figures = figures_by_code(review)
    own = [code for lines in section.sentences for line in lines for code in drafting.tokens(line)]
    return [_source(code, figures) for code in dict.fromkeys([*own, *figures])]


def _source(code: str, figures: Mapping[str, Mapping[str, Any]]) -> Source:
    figure = figures.get(code, {})
    label = str(figure.get("label", code))
    return Source(code, label, drafting.shown(figure), bool(figure.get("declared")), f"[[{code}]]")
