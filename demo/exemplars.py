"""Exemplars: people and collectives worth following, 597 of them registered in the two years reviewed."""

from datetime import date

from demo.bloc import AHEAD, BEHIND
from demo.days import workday_between
from demo.deeds import deed
from demo.dice import Dice
from demo.organisations import Base, Unit
from demo.people import Person
from demo.sheets import Row
from demo.world import World

SPANS = (
    (date(2021, 6, 1), date(2021, 12, 28), 176),
    (date(2022, 1, 11), date(2022, 12, 28), 258),
    (date(2023, 1, 9), date(2023, 6, 29), 163),
    (date(2023, 7, 4), date(2023, 12, 28), 88),
    (date(2024, 1, 8), date(2024, 1, 30), 6),
)
UNTIL_REVIEW, AT_PROVINCE, AT_BLOC = 597, 12, 148
COLLECTIVE_SHARE = 0.25


def exemplar(owner: str, subject: str, name: str, day: date, person: str, merit: str) -> Row:
    """Return a row of the sheet Điển hình."""
    return {
        "Mã tổ chức": owner,
        "Đối tượng": subject,
        "Tên": name,
        "Ngày đăng ký": day,
        "Mã người": person,
        "Cấp đăng ký": "Cơ sở",
        "Thành tích": merit,
    }


def collectives(world: World) -> list[tuple[Base, Unit | None]]:
    """Return what may be registered as a collective: grassroots organisations and their units."""
    bases: list[tuple[Base, Unit | None]] = [(base, None) for base in world.bases if base.code not in BEHIND]
    units: list[tuple[Base, Unit | None]] = [(base, unit) for base in world.bases for unit in base.units]
    return [*bases, *(pair for pair in units if pair[1] and pair[1].since is None)]


def collective_row(dice: Dice, names: dict[str, str], base: Base, unit: Unit | None, day: date) -> Row:
    """Return the row of a collective: the organisation, a cell, or a unit."""
    code = base.code
    if unit:
        code = unit.cell if base.has_cells and dice.chance(0.5) else unit.collective
    return exemplar(code, "Tập thể", names[code], day, "", deed(dice, base, unit, one=False))


def person_row(dice: Dice, person: Person, day: date) -> Row:
    """Return the row of a person, registered where they belong."""
    return exemplar(
        person.organisation, "Cá nhân", person.name, day, person.code, deed(dice, person.base, person.unit, one=True)
    )


def give_levels(world: World, rows: list[Row]) -> None:
    """Register some at a higher level, in place: 12 at the province's until 30/6/2023."""
    dice, bases = Dice("levels of exemplars"), world.tree.base_of()
    good = [row for row in rows[:UNTIL_REVIEW] if bases[str(row["Mã tổ chức"])].code in AHEAD]
    for row in dice.sample(good, AT_PROVINCE):
        row["Cấp đăng ký"] = "Tỉnh"
    for row in dice.sample([row for row in rows if row["Cấp đăng ký"] == "Cơ sở"], AT_BLOC):
        row["Cấp đăng ký"] = "Cấp trên"


def exemplar_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Điển hình in the order of their dates; nobody twice."""
    dice, names = Dice("exemplars"), world.tree.names()
    days = sorted(workday_between(dice, first, last) for first, last, count in SPANS for _ in range(count))
    units = dice.shuffled(collectives(world))
    people = dice.shuffled([item for item in world.people if world.delay(item.base) < 0.5 or dice.chance(0.4)])
    found: list[Row] = []
    for day in days:
        if dice.chance(COLLECTIVE_SHARE):
            base, unit = units.pop()
            found.append(collective_row(dice, names, base, unit, day))
        else:
            place = next(n for n in range(len(people) - 1, -1, -1) if people[n].belongs(day))
            found.append(person_row(dice, people.pop(place), day))
    give_levels(world, found)
    return found
