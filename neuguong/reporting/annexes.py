"""The annexes of a review: figures by organisation, models, awards."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from neuguong.documents.blocks import Annex, Column, Figure, Picture, Run, Runs, Table, Text, runs
from neuguong.documents.wording import short_date
from neuguong.reporting.drafting import shown

# The annex of the chart that has too many bars for the text, and how high it may be, in mm.
CHART = "4"
_HIGHEST = 200
Link = Callable[[str, str], str]
# Indicator, heading, the heading that it shares with its neighbours, width in mm of a landscape page: the bold sums of
# a bloc (16.759; 98,3%) and each word of a heading stand on one line.
_HEADS = (
    ("plans_issued", "Kế hoạch", "", 14.5),
    ("study_visits", "Lượt học tập", "", 15),
    ("meetings_thematic", "Sinh hoạt chuyên đề", "", 21),
    ("issues_resolved", "Vấn đề đã giải quyết", "", 18),
    ("commitments_signed", "Đã ký", "Bản cam kết", 15),
    ("commitments_due", "Phải ký", "Bản cam kết", 15),
    ("commitments_rate", "Tỷ lệ", "Bản cam kết", 15),
    ("models_registered", "Mô hình", "Đăng ký", 13),
    ("exemplars_registered", "Điển hình", "Đăng ký", 13),
    ("nominated_collectives", "Tập thể", "Đề nghị khen", 13.5),
    ("nominated_people", "Cá nhân", "Đề nghị khen", 13.5),
    ("awarded_collectives", "Tập thể", "Được khen", 13.5),
    ("awarded_people", "Cá nhân", "Được khen", 13.5),
)


def annexes(snapshot: Mapping[str, Any], link: Link, chart: Picture | None = None) -> tuple[Annex, ...]:
    """Return the annexes; `link` gives the address of a figure, of one organisation or of all ("").

    `chart` shows by organisation what the text has no room for.
    """
    usual = (
        Annex("1", "Biểu số liệu theo tổ chức cơ sở đảng", True, (_by_organisation(snapshot, link),)),
        Annex("2", "Danh sách mô hình học tập và làm theo Bác", True, (_models(snapshot),)),
        Annex("3", "Danh sách khen thưởng và đề nghị khen thưởng", False, (_awards(snapshot),)),
    )
    return (*usual, _drawn(chart)) if chart else usual


def _drawn(chart: Picture) -> Annex:
    """Return the chart as an annex, small enough to stand on one page with the annex's head."""
    fitted = replace(chart, width=min(chart.width, _HIGHEST / chart.ratio))
    return Annex(CHART, "Kết quả ký cam kết của các tổ chức cơ sở đảng", False, (fitted,))


def _by_organisation(snapshot: Mapping[str, Any], link: Link) -> Table:
    columns = (
        Column("TT", 9, "center"),
        Column("Tổ chức cơ sở đảng", 50),
        *(Column(title, width, "right", group) for _code, title, group, width in _HEADS),
    )
    rows = [
        (runs(str(index)), runs(row["name"]), *_cells(row["figures"], row["code"], link))
        for index, row in enumerate(snapshot["by_organisation"], start=1)
    ]
    total = (runs(""), (Text("Toàn Đảng bộ", bold=True),), *_cells(snapshot["figures"], "", link, bold=True))
    return Table(columns, (*rows, total))


def _cells(figures: list[Mapping[str, Any]], code: str, link: Link, *, bold: bool = False) -> list[Runs]:
    known = {figure["indicator"]: figure for figure in figures}
    cells: list[Runs] = []
    for name, _title, _group, _width in _HEADS:
        figure = known.get(name, {})
        told: Run = Figure(shown(figure), link(name, code), bold=bold) if figure.get("value") else Text(shown(figure))
        cells.append((told,))
    return cells


def _models(snapshot: Mapping[str, Any]) -> Table:
    columns = (
        Column("TT", 4, "center"),
        Column("Tên mô hình", 25),
        Column("Đơn vị", 19),
        Column("Lĩnh vực", 13),
        Column("Cấp", 7),
        Column("Đăng ký", 9, "center"),
        Column("Hiện trạng", 12),
        Column("Kết quả", 12),
    )
    rows = tuple(
        tuple(
            runs(text)
            for text in (
                str(index),
                row["name"],
                row["organisation"],
                row["field"],
                row["level"],
                short_date(dt.date.fromisoformat(row["registered_on"])),
                _measured(row["baseline"], row["unit"]),
                _measured(row["result"], row["unit"]),
            )
        )
        for index, row in enumerate(snapshot["models"], start=1)
    )
    return Table(columns, rows)


def _measured(value: str, unit: str) -> str:
    """Return a measure with its unit, unless its words hold it already."""
    return value if not value or not unit or unit in value else f"{value} {unit}"


def _awards(snapshot: Mapping[str, Any]) -> Table:
    columns = (
        Column("TT", 6, "center"),
        Column("Đối tượng", 10),
        Column("Tên", 25),
        Column("Đơn vị", 26),
        Column("Hình thức", 15),
        Column("Quyết định", 18),
    )
    names = ("subject", "name", "organisation", "form", "decision")
    rows = tuple(
        (runs(str(index)), *(runs(str(row[name])) for name in names))
        for index, row in enumerate(snapshot["awards"], start=1)
    )
    return Table(columns, rows)
