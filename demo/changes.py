"""Who came and who left: retirements, transfers, newcomers; numbers are fixed by 30/6/2023."""

from datetime import date

from demo.bloc import LAST_DAY, REVIEW_END
from demo.days import workday_between
from demo.dice import Dice
from demo.people import Person, birthday, make_person

LEFT_BEFORE, CAME_BEFORE, CAME_AFTER, LEFT_AFTER = 58, 310, 47, 24


def departed(dice: Dice, people: list[Person]) -> list[Person]:
    """Return people who left before 30/6/2023, two in three into retirement."""
    found: list[Person] = []
    for like in dice.sample([person for person in people if not person.unit.since], LEFT_BEFORE):
        person = make_person(dice, like.base, like.unit, dice.pick(("Chính thức", "Chính thức", "Không")))
        person.until = workday_between(dice, date(2021, 9, 1), date(2023, 6, 1))
        if dice.chance(0.66):
            person.born = date(person.until.year - 61, person.until.month, dice.between(1, 28))
        found.append(person)
    return found


def newcomers(dice: Dice, people: list[Person]) -> list[Person]:
    """Return people who came after 30/6/2023."""
    found: list[Person] = []
    for like in dice.sample(people, CAME_AFTER):
        person = make_person(dice, like.base, like.unit, dice.pick(("Chính thức", "Không", "Không")))
        person.born = birthday(dice, 1985, 2000)
        person.since = workday_between(dice, date(2023, 7, 3), date(2024, 1, 15))
        found.append(person)
    return found


def date_some(dice: Dice, people: list[Person]) -> None:
    """Give some of those who belong on 30/6/2023 the day they came, and some the day they left, in place."""
    free = [person for person in people if person.rank == 0 and not person.party_post and not person.code]
    chosen = dice.sample(free, CAME_BEFORE + LEFT_AFTER)
    for person in chosen[:CAME_BEFORE]:
        if person.unit.since is None:
            person.since = workday_between(dice, date(2021, 2, 1), date(2023, 5, 31))
    for person in chosen[CAME_BEFORE:]:
        person.until = workday_between(dice, date(2023, 7, 14), LAST_DAY)


def add_changes(people: list[Person]) -> list[Person]:
    """Return everyone of all years; those who belong on 30/6/2023 are as many as before."""
    dice = Dice("changes")
    date_some(dice, people)
    everyone = [*people, *departed(dice, people), *newcomers(dice, people)]
    belonging = sum(person.belongs(REVIEW_END) for person in everyone)
    if belonging != len(people):
        raise ValueError(f"{belonging} people belong on {REVIEW_END}, expected {len(people)}")
    return everyone
