"""Yearly commitments and the personal plans for 2021–2025."""

from datetime import date

from demo.bloc import BEHIND, LAST_DAY, REVIEW_END, WITHOUT_PLAN
from demo.days import workday_after, workday_between
from demo.dice import Dice
from demo.people import Person
from demo.pledges import term_text, yearly_text
from demo.sheets import Row
from demo.world import World

TERM = "2021-2025"
SPANS = {
    2021: (date(2021, 7, 6), date(2021, 11, 30)),
    2022: (date(2021, 12, 13), date(2022, 3, 15)),
    2023: (date(2022, 12, 12), date(2023, 3, 15)),
    2024: (date(2024, 1, 15), LAST_DAY),
}
# Organisations whose people have signed for 2024 already.
EARLY = {"SYT", "VPTU", "CTHUE", "BYB", "THPTC", "TDOAN", "CQDUK"}
RESULTS = (("Đạt", 91.0), ("Đạt một phần", 7.4), ("Chưa đạt", 1.6))


def commitment(person: Person, year: int | str, signed: date | None, text: str, result: str) -> Row:
    """Return a row of the sheet Cam kết."""
    return {"Mã người": person.code, "Năm": year, "Ngày ký": signed, "Nội dung": text, "Kết quả": result}


def signing_day(dice: Dice, person: Person, first: date, last: date) -> date:
    """Return when someone signed: in the time given, or some weeks after they came."""
    if person.since and person.since > first:
        return workday_after(dice, person.since, 7, 28)
    return workday_between(dice, first, last)


def missing_share(world: World, person: Person, year: int) -> float:
    """Return how likely it is that someone's commitment of a year is missing."""
    delay = world.delay(person.base)
    if person.base.code in BEHIND:
        return {2021: 0.10, 2022: 0.06, 2023: 0.30}[year] * delay
    return {2021: 0.014, 2022: 0.007, 2023: 0.011}[year] * (0.4 + 4 * delay)


def yearly_result(dice: Dice, world: World, person: Person, year: int) -> str:
    """Return the result at the year's end; for 2023 three organisations in four have decided."""
    decided = Dice(f"decided {person.base.code}").chance(0.76) and person.base.code not in BEHIND
    if year == 2024 or (year == 2023 and not decided):
        return ""
    return dice.weighted(RESULTS) if world.delay(person.base) < 0.5 else dice.weighted((*RESULTS, ("Chưa đạt", 6.0)))


def yearly_rows(world: World, year: int) -> list[Row]:
    """Return the commitments of a year, of those who belong on its last day."""
    dice, found = Dice(f"commitments {year}"), []
    first, last = SPANS[year]
    for person in world.people:
        if not person.belongs(date(year, 12, 31)) or (person.since and person.since > date(year, 12, 1)):
            continue
        text = yearly_text(dice, person, world.delay(person.base))
        if person.rank < 3 and not is_cast(person) and dice.chance(missing_share(world, person, year)):
            if dice.chance(0.35):
                found.append(commitment(person, year, None, text, ""))
            continue
        signed = signing_day(dice, person, first, last)
        found.append(commitment(person, year, signed, text, yearly_result(dice, world, person, year)))
    return found


def early_rows(world: World) -> list[Row]:
    """Return the first commitments of 2024."""
    dice, (first, last) = Dice("commitments 2024"), SPANS[2024]
    people = [item for item in world.people if item.base.code in EARLY and item.belongs(LAST_DAY)]
    return [
        commitment(person, 2024, workday_between(dice, first, last), yearly_text(dice, person, 0.1), "")
        for person in people
        if person.since is None or person.since < first
    ]


def is_cast(person: Person) -> bool:
    """Return True for the seven of the cast, whose numbers come first."""
    return person.code < "000100"


def without_plan(world: World) -> list[str]:
    """Return the codes of those who belong on 30/6/2023 and have no signed plan, all in organisations that run late."""
    people = [
        person
        for person in world.people
        if person.base.code in BEHIND and person.rank == 0 and person.belongs(REVIEW_END)
    ]
    return [person.code for person in Dice("without plan").sample(people, WITHOUT_PLAN)]


def plan_rows(world: World) -> list[Row]:
    """Return the personal plans, of those too who came or left; four of those without a signature are drafts."""
    dice, found, missing = Dice("personal plans"), [], without_plan(world)
    first, last = date(2021, 7, 12), date(2021, 12, 28)
    for person in world.people:
        text = term_text(dice, person) if dice.chance(0.45) else ""
        if person.code in missing:
            if person.code in missing[:4]:
                found.append(commitment(person, TERM, None, text, ""))
            continue
        end = min(last, person.until) if person.until else last
        signed = signing_day(dice, person, first, end)
        if signed <= LAST_DAY:
            found.append(commitment(person, TERM, signed, text, ""))
    return found


def commitment_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Cam kết."""
    found = plan_rows(world)
    for year in (2021, 2022, 2023):
        found += yearly_rows(world, year)
    return found + early_rows(world)
