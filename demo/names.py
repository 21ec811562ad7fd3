"""Invented names, as the peoples of the province are named; put together by chance, nobody real."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.dice import Dice

SOURCE = Path(__file__).parent / "texts" / "names.toml"
Weighted = list[tuple[str, float]]


@dataclass(frozen=True)
class People:
    """How one people names its men and women."""

    family: Weighted
    male_middle: Weighted
    male: Weighted
    female_middle: Weighted
    female: Weighted


def weights(text: str) -> Weighted:
    """Return the names of a line `name:weight name:weight …`."""
    pairs = [part.split(":") for part in text.split()]
    return [(name, float(weight)) for name, weight in pairs]


def read_people(table: dict[str, Any]) -> People:
    """Return one people from its table."""
    return People(**{key: weights(value) for key, value in table.items() if key != "share"})


TABLES: dict[str, dict[str, Any]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
PEOPLES = [(read_people(table), float(table["share"])) for table in TABLES.values()]


def invent_name(dice: Dice, *, female: bool) -> str:
    """Return a full name; middle and given name always differ."""
    people = dice.weighted(PEOPLES)
    while True:
        family = dice.weighted(people.family)
        middle = dice.weighted(people.female_middle if female else people.male_middle)
        given = dice.weighted(people.female if female else people.male)
        if given not in {middle, family}:
            return f"{family} {middle} {given}"
