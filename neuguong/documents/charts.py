"""Charts as Vega-Lite specifications: calm, one accent, readable when printed in black and white.

One pixel of a specification is one point on paper: 468 px are the 165 mm between the margins.
Rows stand by their place, never by their name, for two names may be cut to the same letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from neuguong.documents import wording
from neuguong.documents.fonts import FONT

Spec = dict[str, Any]
ACCENT = "#9b1c1c"
PALE = "#e7d3d3"
TRACK = "#d9dde2"
INK = "#1f2933"
WIDTH = 468
PADDING = 2
NAMES = 190  # px before the bars of a short list
NUMBER = 40  # px behind the longest bar
ONE_COLUMN = 36  # more organisations than these stand in two columns
LEADING = 12  # px between the lines of a name
GAP = 16  # px between the two
KINDS = ("Tập thể", "Cá nhân")

CONFIG: Spec = {
    "background": "white",
    "font": f"{FONT}, Times New Roman, serif",
    "view": {"stroke": None},
    "legend": {"title": None, "orient": "top", "labelFontSize": 11, "labelColor": INK, "symbolType": "square"},
    "text": {"color": INK, "fontSize": 11, "baseline": "middle"},
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of commendation: how many collectives and people got there."""

    label: str
    collectives: int
    people: int


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """Commitments of an organisation: how many were signed of how many are due."""

    name: str
    signed: int
    due: int


@dataclass(frozen=True, slots=True)
class CategoryRow:
    name: str
    count: int


def funnel(steps: Sequence[Step]) -> Spec:
    """Return two bars a step, collectives and people, in the order of the steps."""
    values = [
        {"row": place, "label": _fold(step.label, 36, 3) if kind == KINDS[0] else [], "kind": kind, "count": count}
        for place, step in enumerate(steps)
        for kind, count in zip(KINDS, (step.collectives, step.people), strict=True)
    ]
    colours = {"domain": list(KINDS), "range": [ACCENT, PALE]}
    beside = {"yOffset": {"field": "kind", "type": "nominal", "sort": list(KINDS)}}
    bar = {
        "mark": {"type": "bar", "stroke": ACCENT, "strokeWidth": 0.6},
        "encoding": {**beside, "color": {"field": "kind", "type": "nominal", "scale": colours}},
    }
    return _counted(values, bar, beside, step=48)


def bars_by_category(rows: Sequence[CategoryRow]) -> Spec:
    """Return one bar a category, the largest first."""
    ordered = sorted(rows, key=lambda row: (-row.count, row.name))
    values = [{"row": place, "label": _fold(row.name, 36, 2), "count": row.count} for place, row in enumerate(ordered)]
    return _counted(values, {"mark": {"type": "bar", "color": ACCENT}}, {}, step=30)


def bars_by_organisation(rows: Sequence[OrganisationRow]) -> Spec:
    """Return the share of commitments signed for each organisation, the highest first.

    Up to 36 organisations in one column, names before the bars; up to about 72 in two, names over them.
    """
    ordered = sorted(rows, key=lambda row: (-_share(row), row.name))
    if len(ordered) <= ONE_COLUMN:
        return {**_names_before(ordered), **_page()}
    half = -(-len(ordered) // 2)
    columns = [_names_over(part) for part in (ordered[:half], ordered[half:])]
    return {"hconcat": columns, "spacing": GAP, **_page()}


def _page() -> Spec:
    return {"config": CONFIG, "padding": PADDING}


def _counted(values: list[Spec], bar: Spec, beside: Spec, *, step: int) -> Spec:
    """Return rows of counts: names on the left, bars, the number behind each bar."""
    width = WIDTH - 2 * PADDING
    longest = max((value["count"] for value in values), default=0) or 1
    scale = {"domain": [0, longest], "range": [NAMES, width - NUMBER], "nice": False}
    for value in values:
        value["text"] = wording.number(value["count"])
    count = {"x": {"field": "count", "type": "quantitative", "axis": None, "scale": scale}}
    number = {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {**count, **beside, **_text("text")}}
    bar = {**bar, "encoding": {**count, **bar.get("encoding", {})}}
    return {
        **_page(),
        **_rows(values, width=width, step=step, padding=0.3),
        "layer": [bar, number, _name(align="right", x=NAMES - 6)],
    }


def _share(row: OrganisationRow) -> float:
    return min(1.0, row.signed / row.due) if row.due else 0.0


def _names_before(rows: Sequence[OrganisationRow]) -> Spec:
    width, name, result = WIDTH - 2 * PADDING, 236, 68
    size = {"fontSize": 9}
    words = [
        _name(align="right", x=name - 6, **size),
        {"mark": {"type": "text", "align": "left", "x": width - result + 4, **size}, "encoding": _text("text")},
    ]
    values = _values(rows, letters=54, rate=True)
    layers = [*_shares([name, width - result], {}), *words]
    return {**_rows(values, width=width, step=16, padding=0.25), "layer": layers}


def _names_over(rows: Sequence[OrganisationRow]) -> Spec:
    width = (WIDTH - 2 * PADDING - GAP) // 2
    size = {"fontSize": 9, "dy": -4}
    words = [
        _name(align="left", x=0, **size),
        {"mark": {"type": "text", "align": "right", "x": width, **size}, "encoding": _text("text")},
    ]
    values = _values(rows, letters=45, rate=False)
    layers = [*_shares([0, width], {"height": 4, "yOffset": 5}), *words]
    return {**_rows(values, width=width, step=18, padding=0), "layer": layers}


def _values(rows: Sequence[OrganisationRow], *, letters: int, rate: bool) -> list[Spec]:
    """Return rows with names cut to `letters`; cutting by the drawing engine is many times slower."""
    made: list[Spec] = []
    for place, row in enumerate(rows):
        text = f"{wording.number(row.signed)}/{wording.number(row.due)}"
        if rate:
            text += f" ({wording.percent(row.signed, row.due)})"
        made.append({"row": place, "label": _fold(row.name, letters, 1), "share": _share(row), "text": text})
    return made


def _shares(between: list[int], bar: Spec) -> list[Spec]:
    """Return bars of 0 to 1 on a pale track between two x."""
    scale = {"domain": [0, 1], "range": between}
    share = {"field": "share", "type": "quantitative", "axis": None, "scale": scale}
    whole = {"datum": 1, "type": "quantitative", "axis": None, "scale": scale}
    return [
        {"mark": {"type": "bar", "color": TRACK, **bar}, "encoding": {"x": whole}},
        {"mark": {"type": "bar", "color": ACCENT, **bar}, "encoding": {"x": share}},
    ]


def _rows(values: list[Spec], *, width: int, step: int, padding: float) -> Spec:
    scale = {"paddingInner": padding, "paddingOuter": padding / 2}
    places = {"field": "row", "type": "ordinal", "axis": None, "scale": scale}
    heights = len({value["row"] for value in values}) or 1
    return {"data": {"values": values}, "width": width, "height": heights * step, "encoding": {"y": places}}


def _name(**mark: Any) -> Spec:
    middle = {"expr": f"{-LEADING / 2} * (length(datum.label) - 1)"}
    return {"mark": {"type": "text", "lineHeight": LEADING, "dy": middle, **mark}, "encoding": _text("label")}


def _text(field: str) -> Spec:
    return {"text": {"field": field}}


def _fold(name: str, width: int, most: int) -> list[str]:
    """Return a name on at most `most` lines of `width` letters, the rest as "…"."""
    lines = wrap(wording.clean(name), width) or [""]
    if len(lines) > most:
        last = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], last[: width - 1].rstrip() + "…"]
    return lines
