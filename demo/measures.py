"""Numbers of a model: before, aimed at, and reached so far."""

from dataclasses import dataclass
from datetime import date

from demo.bloc import LAST_DAY
from demo.dice import Dice
from demo.texts.sector import Model


@dataclass(frozen=True)
class Measure:
    """Three numbers in the model's unit; `result` is empty while nothing has been measured."""

    before: float = 0
    goal: float = 0
    result: float | None = None


def tidy(value: float, model: Model) -> float:
    """Return the value as it would be written: whole where the model's numbers are, within what is possible."""
    if "%" in model.unit:
        value = min(value, 100)
    value = max(value, 0)
    if model.before != int(model.before) or model.goal != int(model.goal):
        return round(value, 1)
    whole = round(value)
    return float(round(whole, -1)) if whole >= 400 else float(whole)


def measure(dice: Dice, model: Model, day: date, *, done: bool) -> Measure:
    """Return a model's numbers; those recognised came near their goal or passed it."""
    before = tidy(model.before * dice.near(88, 112) / 100, model)
    goal = tidy(model.goal * dice.near(94, 106) / 100, model)
    if (model.goal - model.before) * (goal - before) <= 0:
        before, goal = model.before, model.goal
    months = (LAST_DAY - day).days / 30
    if not done and (months < 5 or dice.chance(0.2)):
        return Measure(before, goal)
    share = dice.near(88, 114) / 100 if done else dice.near(35, 92) / 100
    return Measure(before, goal, tidy(before + (goal - before) * share, model))
