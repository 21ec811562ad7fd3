"""The workbooks that both sides import: seventy organisations, and as many people as asked for."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from neuguong.interchange.kinds import KINDS
from neuguong.interchange.writing import ColumnOut, SheetOut, Style, write_workbook

ORGANISATIONS = 70
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vi", "Lò", "Đặng", "Bàn", "Giàng", "Hà", "Nông", "Lương")
_MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Minh", "Hồng", "Quang", "Ngọc", "Thanh", "Xuân")
_GIVEN = ("Mây", "Ước", "Yến", "Ánh", "Hà", "Dũng", "Sơn", "Lan", "Hải", "Phượng", "Tuấn", "Nga", "Bình", "Quý")
_HEADINGS = 12


def write_organisations(path: Path) -> None:
    """Write the tree: a bloc and its grassroots cells."""
    rows = [("DUK", "Đảng bộ Khối", "Đảng bộ khối", "", "")]
    rows += [(f"{n:03d}", f"Chi bộ số {n}", "Chi bộ cơ sở", "DUK", "Sự nghiệp") for n in range(ORGANISATIONS)]
    headings = [column.heading for column in KINDS["organisations"].columns[:5]]
    write_workbook(path, [SheetOut("Tổ chức", [ColumnOut(name) for name in headings], rows)], guide=False)


def write_people(path: Path, size: int) -> None:
    """Write `size` people in twelve columns, the same each time."""
    headings = [column.heading for column in KINDS["people"].columns[:_HEADINGS]]
    columns = [ColumnOut(name, style=Style.DATE if name == "Ngày sinh" else Style.CODE) for name in headings]
    write_workbook(path, [SheetOut("Người", columns, _people(size))], guide=False)


def _people(size: int) -> Iterator[tuple[str | dt.date | None, ...]]:
    dice = random.Random(5)  # noqa: S311 - the same workbook each time
    for number in range(size):
        yield (
            f"{number:06d}",
            f"{dice.choice(_FAMILIES)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)} {dice.choice(_GIVEN)}",
            f"{dice.randrange(ORGANISATIONS):03d}",
            dt.date(1960, 1, 1) + dt.timedelta(days=dice.randrange(14_000)),
            dice.choice(("Nam", "Nữ")),
            dice.choice(("Chính thức", "Dự bị", "Không")),
            "Bí thư" if number % 10 == 0 else None,
            "Chuyên viên" if number % 3 == 0 else None,
            None,
            None,
            "01/01/2020",
            None,
        )
