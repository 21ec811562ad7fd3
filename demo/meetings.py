"""Thematic meetings, one a quarter; topical meetings; the monthly meetings of one cell."""

import tomllib
from datetime import date
from pathlib import Path

from demo.bloc import CODE, LAST_DAY
from demo.days import is_workday, quarter_end, workday_between
from demo.dice import Dice
from demo.organisations import Base
from demo.sheets import Row
from demo.study import Session
from demo.texts.sector import columns, lines
from demo.world import World

TEXTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "texts" / "meetings.toml").read_text(encoding="utf-8"))
TOPICS, ON_MODEL = lines(TEXTS["topics"]), lines(TEXTS["on_model"])
OCCASIONS = columns(TEXTS["occasions"])
QUARTERS = [(year, quarter) for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)][2:]
# Organisations whose cells keep their own register of thematic meetings in 2023; the cell that does so monthly.
CELLS_TOO = ("SYT", "VPTU", "CTHUE", "BVDK", "DL")
MONTHLY_CELL = "SYT.06"


def quarter_day(dice: Dice, year: int, quarter: int) -> date:
    """Return a working day of a quarter, not in its first weeks."""
    last = quarter_end(year, quarter)
    return workday_between(dice, date(year, quarter * 3 - 2, 20), last.replace(day=last.day - 3))


def topic_for(dice: Dice, topics: list[str], models: list[str]) -> str:
    """Return the next topic, now and then a review of one of the organisation's models."""
    if models and dice.chance(0.28):
        return dice.pick(ON_MODEL).format(model=models.pop(0))
    return topics.pop()


def counted(dice: Dice, owner: str, day: date, kind: str, content: str, due: int) -> Session:
    """Return a meeting with how many had to come and came."""
    return Session(owner, day, kind, content, "", due, due - dice.near(0, max(1, due // 8)))


def base_thematic(world: World, base: Base, models: list[tuple[date, str]]) -> list[Session]:
    """Return an organisation's thematic meetings; those who run late leave a quarter out."""
    dice, delay = Dice(f"thematic {base.code}"), world.delay(base)
    topics, seen, found = dice.shuffled(TOPICS), set[str](), []
    quarters = [*QUARTERS, (2024, 1)] if delay == 0.0 else QUARTERS
    for year, quarter in quarters:
        if dice.chance(delay * 0.22) or (delay > 0.55 and (year, quarter) == (2023, 4)):
            continue
        day = date(2024, 1, 24) if year == 2024 else quarter_day(dice, year, quarter)
        known = [name for registered, name in models if registered < day and name not in seen]
        content = topic_for(dice, topics, known)
        seen.update(name for _, name in models if name in content)
        members = [person for person in world.present(base, day) if person.in_party]
        found.append(counted(dice, base.code, day, "Chuyên đề", content, len(members)))
    return found


def cell_thematic(world: World) -> list[Session]:
    """Return the thematic meetings of the cells of some organisations in 2023."""
    found: list[Session] = []
    for base in (base for base in world.bases if base.code in CELLS_TOO):
        for unit in base.units:
            dice = Dice(f"thematic {unit.cell}")
            topics = dice.shuffled(TOPICS)
            for quarter in (1, 2, 3, 4):
                day = quarter_day(dice, 2023, quarter)
                due = sum(item.unit == unit and item.in_party for item in world.present(base, day))
                found.append(counted(dice, unit.cell, day, "Chuyên đề", topics.pop(), due))
    return found


def topical(world: World, base: Base) -> list[Session]:
    """Return an organisation's meetings on days of remembrance, one or two a year."""
    dice, found = Dice(f"topical {base.code}"), []
    for year in (2021, 2022, 2023):
        usable = OCCASIONS[6:] if year == 2021 else OCCASIONS
        for text, content in dice.sample(usable, dice.between(1, 2)):
            day, month = (int(part) for part in text.split("/"))
            when = date(year, month, day)
            if is_workday(when):
                due = len(world.present(base, when))
                found.append(counted(dice, base.code, when, "Chủ điểm", content, due))
    return found


def monthly(world: World) -> list[Session]:
    """Return the monthly meetings of the cast's cell, each with a list of its members."""
    dice, found = Dice("monthly"), []
    people = [person for person in world.people if person.unit.cell == MONTHLY_CELL and person.in_party]
    months = [(2023, month) for month in range(1, 13)] + [(2024, 1)]
    for year, month in months:
        day = workday_between(dice, date(year, month, 2), date(year, month, 6))
        content = TEXTS["monthly"].format(month=f"{month}/{year}")
        listed = tuple(person for person in people if person.belongs(day))
        found.append(Session(MONTHLY_CELL, day, "Định kỳ", content, listed=listed))
    return found


def meeting_sessions(world: World, models: list[Row]) -> list[Session]:
    """Return all meetings; `models` are the rows of the sheet Mô hình."""
    found: list[Session] = []
    for base in world.bases:
        own = [row for row in models if row["Mã tổ chức"] == base.code]
        named = [(row["Ngày đăng ký"], str(row["Tên mô hình"])) for row in own]
        found += base_thematic(world, base, [(day, name) for day, name in named if isinstance(day, date)])
        found += topical(world, base)
    if any(session.day > LAST_DAY or session.owner == CODE for session in found):
        raise ValueError("a meeting lies after the last day shown, or is the bloc's own")
    return found + cell_thematic(world) + monthly(world)
