"""What the parsing process and its parent agree on.

The child is started as `python -m CHILD PATH LIMITS` and writes one JSON value a line to its standard output:
{"stage": title or null} before it parses that sheet (null: the workbook), so that the parent knows what killed
it; {"sheet": title, "hidden": bool}; lists of [row number, cells]; {"tail": blank rows below} for each sheet;
last {"end": true} or {"refused": problem}. A cell is null, text, a number, true or false; a list holds what
JSON lacks: ["d", day] (ordinal of the Gregorian calendar), ["t", day, seconds], ["e", error shown by Excel].
"""

from typing import TypeAlias

CHILD = "neuguong.interchange.reading.child"
EXHAUSTED = 3
"""The exit status when memory ran out in Python; the parser aborts (SIGABRT) when it runs out there."""
NO_VALUE = "công thức chưa tính"
"""The "error" of a formula that has no stored value."""

Frame: TypeAlias = "dict[str, Frame] | list[Frame] | str | float | bool | None"
