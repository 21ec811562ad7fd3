"""What grassroots committees and the bloc's mass organisations commended: 54 collectives and 69 people."""

from dataclasses import dataclass
from datetime import date

from demo.awards import BIEU_DUONG, GIAY_KHEN, Recipient, award, ground, of_person
from demo.days import workday_between
from demo.dice import Dice
from demo.organisations import MASS, Base
from demo.people import Person
from demo.rounds import STAGE
from demo.sheets import Row
from demo.world import World

# By grassroots committees, by mass organisations; and how many of them outside the stage's round.
COLLECTIVES, PEOPLE, MASS_COLLECTIVES, MASS_PEOPLE = 42, 52, 12, 17
IN_ROUND = (date(2023, 9, 11), date(2023, 10, 13))
# Days on which organisations commend without a round: the birthday of Hồ Chí Minh, the year's end.
OTHERWISE = (date(2021, 12, 22), date(2022, 5, 17), date(2022, 12, 21), date(2023, 5, 17))
MASS_NUMBERS = {"DUK.DTN": "QĐ/ĐTNK", "DUK.CDVC": "QĐ/CĐVC", "DUK.CCB": "QĐ/CCBK"}


@dataclass(frozen=True)
class Commended:
    """An award by a body below the bloc; `nominator` is the code of who may put the recipient forward."""

    who: Recipient
    nominator: str
    row: Row

    @property
    def in_round(self) -> bool:
        """True where the award belongs to the stage's round and came before the nominations were due."""
        day = self.row["Ngày quyết định"]
        return self.row["Đợt"] == STAGE and isinstance(day, date) and day <= IN_ROUND[1]


def body_of(dice: Dice, base: Base) -> str:
    """Return how a grassroots committee names itself on a decision."""
    if base.has_cells:
        return f"Đảng ủy {base.name}"
    return dice.pick((f"Chi ủy {base.name}", f"Chi bộ {base.name}"))


def decision(dice: Dice, base: Base | None, code: str) -> tuple[date, str, str]:
    """Return day, number and round of a decision; two in three are of the stage's round."""
    mark = MASS_NUMBERS[code] if base is None else "QĐ/ĐU" if base.has_cells else "QĐ/CB"
    own = Dice(f"decision {code}")
    in_round = dice.chance(0.72)
    day = workday_between(own, *IN_ROUND) if in_round else dice.pick(OTHERWISE)
    number = own.between(30, 60) if in_round else 4 + 7 * OTHERWISE.index(day)
    return day, f"{number:02d}-{mark}", STAGE if in_round else ""


def by_base(dice: Dice, who: Recipient) -> Commended:
    """Return an award by the recipient's own grassroots committee."""
    day, number, stage = decision(dice, who.base, who.base.code)
    form = GIAY_KHEN if dice.chance(0.84) else BIEU_DUONG
    body = body_of(Dice(f"body {who.base.code}"), who.base)
    row = award(who, body, form, day, number, stage, ground(dice, who))
    return Commended(who, who.base.code, row)


def by_mass(dice: Dice, who: Recipient, code: str) -> Commended:
    """Return an award by one of the bloc's mass organisations."""
    day, number, stage = decision(dice, None, code)
    row = award(who, MASS[code], GIAY_KHEN, day, number, stage, ground(dice, who))
    return Commended(who, code, row)


def good_bases(world: World) -> list[Base]:
    """Return the organisations that do not run late, those ahead first."""
    return sorted((base for base in world.bases if world.delay(base) < 0.4), key=world.delay)


def collectives(world: World, dice: Dice) -> list[Recipient]:
    """Return units to commend, each once, of as many organisations as there are: a cell or its collective."""
    names, found = world.tree.names(), []
    for turn in range(3):
        for base in good_bases(world):
            units = Dice(f"units {base.code}").shuffled([unit for unit in base.units if unit.since is None])
            if turn < len(units) and dice.chance(0.5):
                unit = units[turn]
                code = unit.cell if base.has_cells and dice.chance(0.5) else unit.collective
                found.append(Recipient(code, names[code], base, unit))
    return found


def people(world: World, dice: Dice) -> list[Person]:
    """Return people to commend, each once, most of whom lead nothing."""
    found: list[Person] = []
    first, last = OTHERWISE[0], IN_ROUND[1]
    for turn in range(3):
        for base in good_bases(world):
            staying = [item for item in world.by_base[base.code] if item.belongs(first) and item.belongs(last)]
            chosen = Dice(f"commended {base.code}").shuffled([item for item in staying if item.rank < 3])
            if dice.chance(0.55):
                found.append(chosen[turn])
    return found


def of_unit(who: Recipient) -> Recipient:
    """Return the collective of a recipient's unit, which a mass organisation commends rather than the cell."""
    if who.unit is None:
        raise ValueError(f"{who.code} is no unit")
    return Recipient(who.unit.collective, who.unit.name, who.base, who.unit)


def mass_for(person: Person) -> str:
    """Return the mass organisation that would commend a person, by age."""
    if person.born.year >= 1990:
        return "DUK.DTN"
    return "DUK.CCB" if not person.female and person.born.year <= 1975 else "DUK.CDVC"


def commended(world: World) -> list[Commended]:
    """Return all awards below the bloc; two of the round are decided only in January 2024 and count in its stage."""
    dice = Dice("commended")
    units, persons = collectives(world, dice), people(world, dice)
    found = [by_base(dice, who) for who in units[:COLLECTIVES]]
    more = [of_unit(who) for who in units[COLLECTIVES : COLLECTIVES + MASS_COLLECTIVES]]
    found += [by_mass(dice, who, dice.pick(("DUK.DTN", "DUK.CDVC"))) for who in more]
    found += [by_base(dice, of_person(person)) for person in persons[:PEOPLE]]
    others = persons[PEOPLE : PEOPLE + MASS_PEOPLE]
    found += [by_mass(dice, of_person(person), mass_for(person)) for person in others]
    delay_two(found)
    return found


def delay_two(found: list[Commended]) -> None:
    """Date two awards of the round in January 2024, in place."""
    able = [item for item in found if item.in_round and item.nominator == item.who.base.code]
    first = next(item for item in able if item.who.person is None)
    for number, item in enumerate((first, able[-1]), 71):
        mark = str(item.row["Số quyết định"]).partition("-")[2]
        item.row["Ngày quyết định"], item.row["Số quyết định"] = date(2024, 1, 10), f"{number}-{mark}"
