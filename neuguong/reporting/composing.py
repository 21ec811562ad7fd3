"""What stands beside the paper: the outline, and the figures that a section draws on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neuguong.reporting import drafting
from neuguong.reporting.models import Review
from neuguong.reporting.outline import Section
from neuguong.reporting.sections import Placed, figures_by_code, placed


@dataclass(frozen=True, slots=True)
class Item:
    """A section of the outline with the figures of its text."""

    placed: Placed
    sources: list["Source"]

    @property
    def writable(self) -> bool:
        """Tell whether the section has words of its own, not only sections below it."""
        section = self.placed.section
        return section.level == 2 or bool(section.sentences)


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
    figures = figures_by_code(review)
    return [Item(one, [_source(code, figures) for code in drafting.tokens(one.text)]) for one in placed(review)]


def sources_of(review: Review, section: Section) -> list[Source]:
    """Return all figures, those that the section's draft uses first."""
    figures = figures_by_code(review)
    own = [code for lines in section.sentences for line in lines for code in drafting.tokens(line.text)]
    return [_source(code, figures) for code in dict.fromkeys([*own, *figures]) if code in figures]


def _source(code: str, figures: Mapping[str, Mapping[str, Any]]) -> Source:
    figure = figures.get(code, {})
    label = str(figure.get("label", code))
    return Source(code, label, drafting.shown(figure), bool(figure.get("declared")), f"[[{code}]]")
