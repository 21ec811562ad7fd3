"""What the parsing process and its parent agree on.

The child is started as `python -m CHILD PATH LIMITS`, is sent shapes (or nothing) on its standard input, and
writes one JSON value a line to its standard output: {"stage": title or null} before it parses that sheet (null:
the workbook), so that the parent knows what killed it; {"titles": [title of each sheet]}; last {"end": true} or
{"refused": problem}. Between them, for each sheet:

Without shapes, its rows: {"sheet": title, "hidden": bool}; lists of [row number, cells]; {"tail": blank rows
below}. A cell is null, text, a number, true or false; a list holds what JSON lacks: ["d", day] (ordinal of the
Gregorian calendar), ["t", day, seconds], ["e", error shown by Excel].

With shapes, its values: {"passed": title} for a sheet of no known kind; else {"table": title, "kind": code,
"heading_row": number, "labels": [heading of each column], "problems": […]}, then blocks [row numbers, [values of
each wanted column], [keys of columns, in their order], [[row in the block, column, expected, found, message]],
[rows in the block with `(xóa)`]], then {"skipped": rows passed over}. A value is null, text, a number, true or
false; dates and decimals are text, several values a list, `(xóa)` an empty object; a column without any value is
null as a whole.
"""

from typing import TypeAlias

CHILD = "neuguong.interchange.reading.child"
EXHAUSTED = 3
"""The exit status when memory ran out in Python; the parser aborts (SIGABRT) when it runs out there."""
NO_VALUE = "công thức chưa tính"
"""The "error" of a formula that has no stored value."""

Frame: TypeAlias = "dict[str, Frame] | list[Frame] | str | float | bool | None"
