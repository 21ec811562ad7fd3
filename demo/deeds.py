"""What exemplars and awards are for: one or two deeds with a before and an after."""

import tomllib
from pathlib import Path
from typing import Any

from demo.dice import Dice
from demo.jobs import FIELD_WORK, is_office
from demo.organisations import Base, Unit
from demo.texts.sector import lines, sector_of
from demo.texts.slots import fill

SOURCE = Path(__file__).parent / "texts" / "shared_deeds.toml"
TEXTS: dict[str, Any] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
SHARED = lines(TEXTS["deeds"])


def own_deeds(base: Base, unit: Unit | None) -> tuple[str, ...]:
    """Return deeds of the work that the unit, or the whole organisation, does."""
    if unit:
        for part, block in TEXTS["unit"].items():
            if part in unit.name:
                return lines(block)
        if base.sector in FIELD_WORK and is_office(unit):
            return SHARED
    return sector_of(base.sector, base.code).deeds


def deed(dice: Dice, base: Base, unit: Unit | None) -> str:
    """Return one deed, mostly of the unit's own work."""
    return fill(dice, dice.pick(own_deeds(base, unit) if dice.chance(0.66) else SHARED))


def merit(dice: Dice, base: Base, unit: Unit | None) -> str:
    """Return the ground of an award: a deed of the unit's own work, then another."""
    first = dice.pick(own_deeds(base, unit))
    second = dice.pick([text for text in SHARED if text != first])
    return f"{fill(dice, first)}; {lower_first(fill(dice, second))}"


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]
