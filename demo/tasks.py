"""Work assigned by the bloc's documents: on time, late, and still open."""

from datetime import date, timedelta

from demo.bloc import CODE, LAST_DAY
from demo.days import is_workday
from demo.dice import Dice
from demo.directives import TEXTS, first_plan_day, read_day
from demo.organisations import Base
from demo.sheets import Row
from demo.texts.sector import columns
from demo.world import World


def task(owner: str, title: str, due: date, document: str, done: date | None, result: str) -> Row:
    """Return a row of the sheet Nhiệm vụ."""
    return {
        "Mã tổ chức": owner,
        "Nhiệm vụ": title,
        "Hạn": due,
        "Văn bản": document,
        "Ngày hoàn thành": done,
        "Kết quả": result if done else "",
    }


def done_day(dice: Dice, due: date, delay: float) -> date | None:
    """Return when a task was done: mostly before it was due, by those who run late after it or not at all."""
    if dice.chance(delay * 0.75):
        late = due + timedelta(days=dice.between(2, 12 + int(40 * delay)))
        if due.year == 2023 and due.month >= 10 and dice.chance(delay * 0.6):
            return None
        day = late
    else:
        day = due - timedelta(days=dice.near(0, 24))
    while not is_workday(day):
        day -= timedelta(days=1)
    return day if day <= LAST_DAY else None


def base_tasks(base: Base, delay: float, first_done: date, dice: Dice) -> list[Row]:
    """Return the tasks of one grassroots organisation; the first, its plan, was done on the day given."""
    found: list[Row] = []
    for document, due, title, result in columns(TEXTS["tasks"]):
        day = read_day(due)
        done = done_day(dice, day, delay) if day < LAST_DAY else None
        if day > LAST_DAY and delay == 0.0 and dice.chance(0.5):
            done = LAST_DAY - timedelta(days=dice.between(1, 5))
        found.append(task(base.code, title, day, document, done if found else first_done, result))
    return found


def task_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Nhiệm vụ."""
    found = [
        task(CODE, title, read_day(due), document, read_day(done) if done else None, result)
        for document, due, title, done, result in columns(TEXTS["own_tasks"])
    ]
    for base in world.bases:
        found += base_tasks(base, world.delay(base), first_plan_day(world, base), Dice(f"tasks {base.code}"))
    return found
