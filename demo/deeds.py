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
SHARED, OFFICE = lines(TEXTS["deeds"]), lines(TEXTS["office"])
COLLECTIVE, PERSONAL = lines(TEXTS["collective"]), lines(TEXTS["personal"])
# How the deeds begin that only one person can do.
OF_ONE = ("Hiến máu", "Kèm cặp", "Chủ nhiệm", "Trực tiếp")


def own_deeds(base: Base, unit: Unit | None) -> tuple[str, ...]:
    """Return deeds of the work that the unit, or the whole organisation, does."""
    if unit:
        for part, block in TEXTS["unit"].items():
            if part in unit.name:
                return lines(block)
        if base.sector in FIELD_WORK and is_office(unit):
            return SHARED + OFFICE
    return sector_of(base.sector, base.code).deeds


def shared_deeds(unit: Unit | None, *, one: bool) -> tuple[str, ...]:
    """Return deeds of anyone's: of one person or of a collective, and of offices where the unit is one."""
    office = OFFICE if unit and is_office(unit) else ()
    return SHARED + office + (PERSONAL if one else COLLECTIVE)


def usable(texts: tuple[str, ...], *, one: bool) -> list[str]:
    """Return the deeds that one person, or a collective, can have done."""
    fitting = [text for text in texts if one or not text.startswith(OF_ONE)]
    return fitting or list(SHARED)


def deed(dice: Dice, base: Base, unit: Unit | None, *, one: bool) -> str:
    """Return one deed, mostly of the unit's own work."""
    own = usable(own_deeds(base, unit), one=one)
    return fill(dice, dice.pick(own if dice.chance(0.66) else shared_deeds(unit, one=one)))


def merit(dice: Dice, base: Base, unit: Unit | None, *, one: bool) -> str:
    """Return the ground of an award: a deed of the unit's own work, preferably measured, then another."""
    own = usable(own_deeds(base, unit), one=one)
    measured = [text for text in own if "{a}" in text or " xuống " in text]
    first = dice.pick(measured if measured and dice.chance(0.6) else own)
    shared = shared_deeds(unit, one=one)
    second = dice.pick([text for text in shared if text[:8] != first[:8] and ("{a}" in text) + ("{a}" in first) < 2])
    return f"{fill(dice, first)}; {lower_first(fill(dice, second))}"


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]
