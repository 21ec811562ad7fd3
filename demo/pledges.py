"""The words of a commitment: its sections in short, tied to what the writer does, and now and then copied."""

import tomllib
from pathlib import Path

from demo.dice import Dice
from demo.jobs import FIELD_WORK, is_office
from demo.people import Person
from demo.texts.sector import lines, sector_of
from demo.texts.slots import fill

FOLDER = Path(__file__).parent / "texts"
TEXTS: dict[str, str] = tomllib.loads((FOLDER / "pledges.toml").read_text(encoding="utf-8"))
DUTIES: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "duties.toml").read_text(encoding="utf-8"))
GENERAL = {key: lines(TEXTS[key]) for key in ("thought", "morals", "style", "discipline", "mending")}
LEADING, TERM, COPIED = lines(TEXTS["leading"]), lines(TEXTS["term"]), lines(TEXTS["copied"])


def duties_of(person: Person) -> tuple[str, ...]:
    """Return what may be pledged of someone's work: by unit, by job, as an office, or of the whole field."""
    for begin, block in DUTIES["job"].items():
        if person.state_post.startswith(begin):
            return lines(block)
    for part, block in DUTIES["unit"].items():
        if part in person.unit.name:
            return lines(block)
    office = person.base.sector in FIELD_WORK and is_office(person.unit)
    for begin, block in DUTIES["office"].items():
        if office and (person.state_post.startswith(begin) or person.rank):
            return lines(block)
    return sector_of(person.base.sector, person.base.code).duties


def duty(dice: Dice, person: Person) -> str:
    """Return something from the writer's own work."""
    return fill(dice, dice.pick(duties_of(person)))


def yearly_text(dice: Dice, person: Person, delay: float) -> str:
    """Return the text of a yearly commitment; where things run late, texts are copied more often."""
    if person.rank < 2 and dice.chance(0.04 + 0.55 * delay):
        return dice.pick(COPIED)
    general = fill(dice, dice.pick(GENERAL[dice.pick(tuple(GENERAL))]))
    if person.rank >= 2:
        text = dice.pick(LEADING).replace("{duty}", duty(dice, person))
        return f"{general}; {fill(dice, text)}"
    if dice.chance(0.66):
        return f"{general}; {duty(dice, person)}"
    return general


def term_text(dice: Dice, person: Person) -> str:
    """Return the text of a personal plan."""
    return dice.pick(TERM).replace("{duty}", duty(dice, person))
