"""The outline of a review and its draft sentences, read from data/outline.toml.

Figures stand in the sentences as tokens: `[[code]]` is a value, `[[code:n]]` a rate's numerator,
`[[code:d]]` its denominator. A sentence that holds figures is drafted only where one of them says
something. Before a sentence may stand conditions that must all hold: `[code]` the figure says
something, `[!code]` it does not, `[@above]` the organisation stands above the base. In `<one + two>`
the parts whose figures are zero are dropped, the others joined ("one và two"). `{units}` and the
like are words that depend on the organisation (voice.py).
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_CONDITIONS = re.compile(r"\[(?!\[)([^\]]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with tokens, and the conditions under which it is drafted."""

    text: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its draft, sentences by paragraph; `extras` is drawn or listed below the text.

    A section without draft appears in the document once an officer writes it.
    """

    code: str
    level: Literal[1, 2]
    title: str
    sentences: tuple[tuple[Sentence, ...], ...] = ()
    extras: tuple[str, ...] = ()


def _read() -> tuple[Section, ...]:
    content = tomllib.loads(Path(__file__).with_name("data").joinpath("outline.toml").read_text(encoding="utf-8"))
    return tuple(
        Section(
            code=row["code"],
            level=row["level"],
            title=row["title"],
            sentences=_paragraphs(row.get("text", "")),
            extras=tuple(row.get("extras", ())),
        )
        for row in content["section"]
    )


def _paragraphs(text: str) -> tuple[tuple[Sentence, ...], ...]:
    paragraphs = [part.split("\n") for part in text.strip().split("\n\n") if part]
    return tuple(tuple(_sentence(line) for line in lines) for lines in paragraphs)


def _sentence(line: str) -> Sentence:
    found = _CONDITIONS.match(line)
    return Sentence(line[found.end() :], tuple(found[1].split())) if found else Sentence(line)


OUTLINE = _read()
BY_CODE = {section.code: section for section in OUTLINE}
