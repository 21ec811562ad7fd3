"""The outline of a review and its draft sentences, read from outline.toml.

Figures stand in the sentences as tokens: `[[code]]` is a value, `[[code:n]]` a rate's numerator,
`[[code:d]]` its denominator. A sentence is drafted only where at least one of its figures is not
zero, or where it holds none.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its draft, sentences by paragraph; `extras` is drawn or listed below the text."""

    code: str
    level: Literal[1, 2]
    number: str
    title: str
    sentences: tuple[tuple[str, ...], ...] = ()
    extras: tuple[str, ...] = ()


def _read() -> tuple[Section, ...]:
    content = tomllib.loads(Path(__file__).with_name("outline.toml").read_text(encoding="utf-8"))
    return tuple(
        Section(
            code=row["code"],
            level=row["level"],
            number=row["number"],
            title=row["title"],
            sentences=tuple(tuple(part.split("\n")) for part in row.get("text", "").strip().split("\n\n") if part),
            extras=tuple(row.get("extras", ())),
        )
        for row in content["section"]
    )


OUTLINE = _read()
BY_CODE = {section.code: section for section in OUTLINE}
