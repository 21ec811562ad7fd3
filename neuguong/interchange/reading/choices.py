"""Listed values and marks, understood without marks of tone, in any case, by label or by alias."""

import difflib
from collections.abc import Mapping
from typing import TypeVar

from neuguong.core.text import fold
from neuguong.interchange.reading.values import Cell, CellError, shown

T = TypeVar("T")
_YES = frozenset(["x", "v", "✓", "✔", "☑", "√", "co", "yes", "true", "dung", "1"])
_NO = frozenset(["khong", "no", "false", "sai", "0", "-", "–", "—", "☐"])
_MOST_LISTED = 10


def key(text: str) -> str:
    """Return what listed values and headings are compared by: letters and digits, folded, nothing else."""
    return "".join(char for char in fold(text) if char.isalnum())


def folded(names: Mapping[str, T]) -> dict[str, T]:
    """Return `names` by their keys; two names with one key and different values are an error (ValueError)."""
    found: dict[str, T] = {}
    for name, value in names.items():
        if found.setdefault(key(name), value) != value:
            raise ValueError(f"two values are called {name!r}")
    return found


def parse_choice(cell: Cell, names: Mapping[str, T], known: Mapping[str, T]) -> T | CellError:
    """Return the value whose name `cell` holds; `known` is `folded(names)`."""
    text = shown(cell)
    try:
        return known[key(text)]
    except KeyError:
        pass
    labels = list(names)
    listed = ", ".join(labels[:_MOST_LISTED]) + ("…" if len(labels) > _MOST_LISTED else "")
    near = nearest(text, labels)
    hint = f" Có phải là “{near}”?" if near else ""
    return CellError(
        f"một trong: {listed}", text, f"“{text}” không có trong danh mục.{hint} Các giá trị nhận: {listed}."
    )


def nearest(text: str, labels: list[str], likeness: float = 0.6) -> str | None:
    """Return the label most like `text`, or None when none is alike enough (0 to 1)."""
    by_key = {key(label): label for label in labels}
    found = difflib.get_close_matches(key(text), by_key, n=1, cutoff=likeness)
    return by_key[found[0]] if found else None


def parse_mark(cell: Cell) -> bool | CellError:
    """Return whether the cell is marked: x, X, ✓, có, 1; không, 0 and a dash say no."""
    if isinstance(cell, bool):
        return cell
    said = fold(shown(cell))
    if said in _YES:
        return True
    if said in _NO:
        return False
    return CellError("x hoặc để trống", shown(cell), f"“{shown(cell)}” không rõ; hãy đánh dấu x, hoặc để trống.")
