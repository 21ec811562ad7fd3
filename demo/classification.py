"""Yearly ranks: of the grassroots organisations, less those that are held; of people in some of them."""

from datetime import date

from demo.bloc import AHEAD, BEHIND
from demo.dice import Dice
from demo.organisations import Base
from demo.people import Person
from demo.sheets import Row
from demo.world import World

RANKS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
# By year: held until a matter is concluded; how many got the first, second and third rank, the rest the last.
HELD = {2021: {"DTKM"}, 2022: {"DTKM", "LMHTX"}, 2023: {"TDNT", "HCTD", "SXD"}}
COUNTS = {2021: (13, 44, 12), 2022: (13, 46, 9), 2023: (13, 47, 7)}
PEOPLE_OF = ("SYT", "VPTU", "CTHUE", "BYB", "THPTC", "TDOAN", "CQDUK", "BHXH", "STC", "VKSND", "BD", "CHE")


def ranking(owner: str, year: int, decided: int, own: int, points: float | None, person: str) -> Row:
    """Return a row of the sheet Xếp loại; what was proposed is what was decided, or one better."""
    return {
        "Mã tổ chức": owner,
        "Năm": year,
        "Mức quyết định": RANKS[decided],
        "Mức tự nhận": RANKS[own],
        "Mức đề xuất": RANKS[max(own, decided - 1) if own < decided else decided],
        "Điểm": points,
        "Mã người": person,
    }


def points_for(dice: Dice, rank: int) -> float:
    """Return points of a hundred that agree with the rank."""
    low, high = ((900, 975), (740, 898), (560, 698), (410, 490))[rank]
    return dice.between(low, high) / 10


def order(world: World, year: int) -> list[Base]:
    """Return the organisations ranked in a year, the best first."""
    dice = Dice(f"ranks {year}")
    scores = {
        base.code: world.delay(base) + dice.near(0, 30) / 100 - (0.12 if base.code in AHEAD else 0)
        for base in world.bases
    }
    ranked = [base for base in world.bases if base.code not in HELD[year]]
    return sorted(ranked, key=lambda base: scores[base.code])


def excellent(world: World, year: int) -> list[Base]:
    """Return the organisations ranked first in a year."""
    return order(world, year)[: COUNTS[year][0]]


def base_ranks(world: World, year: int) -> list[Row]:
    """Return the ranks of the grassroots organisations for a year."""
    dice, found = Dice(f"points {year}"), []
    first, second, third = COUNTS[year]
    for place, base in enumerate(order(world, year)):
        rank = sum(place >= limit for limit in (first, first + second, first + second + third))
        own = max(0, rank - 1) if dice.chance(0.24) else rank
        found.append(ranking(base.code, year, rank, own, points_for(dice, rank), ""))
    return found


def person_rank(dice: Dice, place: int, total: int) -> int:
    """Return a rank: the first for under a fifth, the last for hardly anyone."""
    if place < int(total * 0.18):
        return 0
    return dice.weighted(((1, 88.0), (2, 11.4), (3, 0.6)))


def people_ranks(world: World, base: Base, year: int) -> list[Row]:
    """Return the ranks of an organisation's Party members for a year."""
    dice, last = Dice(f"people's ranks {year} {base.code}"), date(year, 12, 31)
    members = [item for item in world.present(base, last) if item.party == "Chính thức" and has_served(item, last)]
    found: list[Row] = []
    for place, person in enumerate(dice.shuffled(members)):
        rank = person_rank(dice, place, len(members))
        own = max(0, rank - 1) if dice.chance(0.12) else rank
        found.append(ranking(person.organisation, year, rank, own, None, person.code))
    return found


def has_served(person: Person, day: date) -> bool:
    """Return True when someone has belonged for six months."""
    return person.since is None or (day - person.since).days >= 183


def classification_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Xếp loại."""
    found: list[Row] = []
    for year in (2021, 2022, 2023):
        found += base_ranks(world, year)
        for base in world.bases:
            if base.code in PEOPLE_OF and base.code not in BEHIND:
                found += people_ranks(world, base, year)
    return found
