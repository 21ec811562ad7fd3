"""Documents received and issued by the bloc, and the plans by which each organisation carries them out."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from demo.bloc import CODE, PLANS_BY_YEAR
from demo.days import workday_after, workday_between
from demo.dice import Dice
from demo.organisations import Base
from demo.sheets import Row
from demo.texts.sector import columns
from demo.world import World

TEXTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "texts" / "documents.toml").read_text(encoding="utf-8"))
ABSTRACTS = {
    2021: "Thực hiện Kết luận số 01-KL/TW, ngày 18/5/2021 của Bộ Chính trị tại {name}",
    2022: "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2022 của {name}",
    2023: "Học tập chuyên đề năm 2023 về trách nhiệm nêu gương tại {name}",
}
DATES = {
    2021: (date(2021, 6, 21), date(2021, 9, 24)),
    2022: (date(2022, 2, 21), date(2022, 3, 31)),
    2023: (date(2023, 2, 20), date(2023, 3, 31)),
}
# Those without a plan of their own for the year; all have one for 2021.
WITHOUT = {2021: set[str](), 2022: {"HVHNT", "TDNT"}, 2023: {"HVHNT", "TDNT", "XM", "HCTD", "QLTT"}}


def read_day(text: str) -> date:
    """Return the date written dd/mm/yyyy."""
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def directive(number: str, day: date, issuer: str, kind: str, abstract: str, owner: str, above: str) -> Row:
    """Return a row of the sheet Văn bản."""
    return {
        "Số ký hiệu": number,
        "Ngày": day,
        "Cơ quan ban hành": issuer,
        "Loại": kind,
        "Trích yếu": abstract,
        "Mã tổ chức": owner,
        "Cụ thể hóa văn bản": above,
    }


def bloc_rows() -> list[Row]:
    """Return what stands in the bloc's own register."""
    return [
        directive(number, read_day(day), issuer, kind, abstract, CODE, above)
        for number, day, issuer, kind, abstract, above in columns(TEXTS["bloc"])
    ]


def plan_day(dice: Dice, year: int, delay: float) -> date:
    """Return when a plan was issued: within the time given, or weeks later by those who run late."""
    first, last = DATES[year]
    if delay > 0.45:
        return workday_between(dice, last + timedelta(days=7), last + timedelta(days=int(60 * delay) + 10))
    return workday_between(dice, first, last - timedelta(days=int(20 * (1 - delay))))


def first_plan_day(world: World, base: Base) -> date:
    """Return when an organisation issued its plan for the Conclusion."""
    return plan_day(Dice(f"plan 2021 {base.code}"), 2021, world.delay(base))


def plan_rows(world: World, base: Base) -> list[Row]:
    """Return an organisation's plans; numbers rise over the committee's term, one sequence for plans."""
    dice, found = Dice(f"plans {base.code}"), []
    mark, number = "KH/ĐU" if base.has_cells else "KH/CB", dice.between(2, 9)
    for year, abstract in ABSTRACTS.items():
        if base.code not in WITHOUT[year]:
            day = plan_day(Dice(f"plan {year} {base.code}"), year, world.delay(base))
            text = abstract.format(name=base.name)
            found.append(
                directive(f"{number:02d}-{mark}", day, base.committee, "Kế hoạch", text, base.code, PLANS_BY_YEAR[year])
            )
        number += dice.between(4, 13)
    return found


def cell_plans(world: World, dice: Dice) -> list[Row]:
    """Return plans of the cells of Sở Y tế, which carry out their own committee's plan of 2023."""
    base = next(base for base in world.bases if base.code == "SYT")
    above = str(plan_rows(world, base)[2]["Số ký hiệu"])
    found: list[Row] = []
    for unit in base.units:
        day = workday_after(dice, date(2023, 3, 20), 3, 30)
        number, issuer = f"{dice.between(3, 14):02d}-KH/CB", f"Chi bộ {unit.name}"
        text = f"Học tập chuyên đề năm 2023 và đăng ký việc làm theo Bác của {unit.name}"
        found.append(directive(number, day, issuer, "Kế hoạch", text, unit.cell, above))
    return found


def directive_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Văn bản, each after what it concretises."""
    found = bloc_rows()
    for base in world.bases:
        found += plan_rows(world, base)
    return found + cell_plans(world, Dice("plans of cells"))
